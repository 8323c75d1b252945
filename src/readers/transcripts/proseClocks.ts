import type { ProblemLog } from '../problemLog.js'
import type { LineHead } from './proseHeads.js'

const DAY = 86_400

/**
 * Heads whose times are those of a day, as Zoom saves them (`[Ann Lee] 10:02:03`), with times counted from the first of
 * them; a time after midnight is the next day's. When the recording began, no such file says, and so it is reported.
 */
export function fromFirstClock(
  heads: readonly (LineHead | null)[],
  log: ProblemLog,
): readonly (LineHead | null)[] {
  const at = heads.findIndex((head) => head?.isClock && head.start !== null)
  const first = heads[at]?.start
  if (first == null) return heads
  log.add(
    'info',
    'text-clock-times',
    'times of day were counted from the first of them, as if the recording began there',
    { line: at + 1, hint: 'if it began earlier, say so with "offset" in the manifest' },
  )
  let days = 0
  let last = first
  return heads.map((head) => {
    if (!head?.isClock || head.start === null) return head
    if (head.start < last - DAY / 2) days++
    last = head.start
    return { ...head, start: head.start + days * DAY - first }
  })
}
