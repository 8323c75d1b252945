import { number } from './labels.js'

/** A link of the paging row. */
export interface PageLink {
  readonly label: string
  readonly url: string
  readonly isCurrent: boolean
}

/** The way through a list that is shown in pages. */
export interface Paging {
  readonly links: readonly PageLink[]
  readonly before: string | null
  readonly after: string | null
  /** `61–120 of 520`. */
  readonly shown: string
}

/** Page links shown at once. */
const LINKS = 5

/**
 * The paging row of a list; null where one page holds everything.
 * @param current 1-based
 */
export function pagesOf(
  { total, size, current }: { readonly total: number; readonly size: number; readonly current: number },
  addressOf: (page: number) => string,
): Paging | null {
  const last = Math.ceil(total / size)
  if (last <= 1) return null
  const from = Math.max(1, Math.min(current - Math.floor(LINKS / 2), last - LINKS + 1))
  const links = Array.from({ length: Math.min(LINKS, last) }, (_, i) => from + i).map((page) => ({
    label: number(page),
    url: addressOf(page),
    isCurrent: page === current,
  }))
  const first = (current - 1) * size + 1
  return {
    links,
    before: current > 1 ? addressOf(current - 1) : null,
    after: current < last ? addressOf(current + 1) : null,
    shown: `${number(first)}–${number(Math.min(total, first + size - 1))} of ${number(total)}`,
  }
}
