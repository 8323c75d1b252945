import type { Issue } from './issues.js'

/** An event that ends before it begins keeps both dates, with a warning. */
export function dateOrder(event: {
  readonly startDate?: string
  readonly endDate?: string
}): readonly Issue[] {
  const { startDate, endDate } = event
  if (startDate === undefined || endDate === undefined || startDate.slice(0, 10) <= endDate.slice(0, 10))
    return []
  return [
    {
      severity: 'warning',
      code: 'manifest-dates-reversed',
      path: ['endDate'],
      message: `${endDate} is before the startDate, ${startDate}`,
      hint: 'swap them, or correct one',
    },
  ]
}
