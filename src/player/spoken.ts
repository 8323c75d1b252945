/** Addresses carry hundredths of a second and media clocks round: a sentence counts as begun this much early. */
const EARLY = 0.02

/** The index of the last start (seconds, ascending) that has come at `time`; -1 before the first. */
export function spokenAt(starts: readonly number[], time: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? Infinity) <= time + EARLY) low = middle + 1
    else high = middle
  }
  return low - 1
}
