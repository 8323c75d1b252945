/** How well two readings of a deck agree on its words. All in [0, 1]. */
export interface WordAgreement {
  /** Of our words, how many the other has. */
  readonly precision: number
  /** Of the other's words, how many we have. */
  readonly recall: number
  readonly f1: number
}

/**
 * Compares words page by page, as often as they occur; where on the page a word stands plays no part.
 * @param ours a text a page
 * @param theirs a text a page, of the same pages
 */
export function wordAgreement(ours: readonly string[], theirs: readonly string[]): WordAgreement {
  let [common, our, their] = [0, 0, 0]
  for (let page = 0; page < Math.max(ours.length, theirs.length); page++) {
    const [a, b] = [countWords(ours[page] ?? ''), countWords(theirs[page] ?? '')]
    for (const count of a.values()) our += count
    for (const count of b.values()) their += count
    for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0)
  }
  if (our + their === 0) return { precision: 1, recall: 1, f1: 1 }
  return {
    precision: our ? common / our : 0,
    recall: their ? common / their : 0,
    f1: (2 * common) / (our + their),
  }
}

/** Words as runs of letters and figures, folded to their compatible forms: ligatures and widths play no part. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
