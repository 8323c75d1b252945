import type { PageLine } from './messages.js'
import { isGarbled, textFlaws, type TextFlaw } from './textFlaws.js'

const LIGATURES = /ffi|ffl|ff|fi|fl|ft|tt|ti/g
/** Shorter rests of words are words of their own. */
const MIN_REST = 4

/** A page's lines after mending, and what is still wrong with them. */
export interface MendedPage {
  readonly lines: readonly PageLine[]
  readonly flaw: TextFlaw | null
}

/**
 * Mends pages by a second reading: a garbled page takes its lines, words without their ligatures take its words.
 * What stays garbled is left out: it is noise to readers and to search.
 * @param flaws of our lines
 * @param second the other reading, lines a page; null when there is none
 */
export function mendText(
  pages: readonly (readonly PageLine[])[],
  flaws: readonly (TextFlaw | null)[],
  second: readonly (readonly string[])[] | null,
): MendedPage[] {
  const mended = pages.map((lines, i) => mendPage(lines, flaws[i] ?? null, second?.[i] ?? []))
  const broken = textFlaws(mended.map(({ lines }) => visibleText(lines)))
  return mended.map((page, i) => (broken[i] === 'letters-missing' ? { ...page, flaw: broken[i] } : page))
}

function mendPage(lines: readonly PageLine[], flaw: TextFlaw | null, theirs: readonly string[]): MendedPage {
  if (flaw === null) return { lines, flaw }
  if (flaw === 'letters-missing') {
    const known = wordsByRest(theirs)
    return { lines: lines.map((line) => ({ ...line, text: withLigatures(line.text, known) })), flaw: null }
  }
  const text = theirs.join('\n')
  if (!/[\p{L}\p{N}]/u.test(text) || isGarbled(text)) return { lines: flaw === 'garbled' ? [] : lines, flaw }
  return {
    lines: theirs.map((line, i) => ({ text: line, size: 1, y: (i + 0.5) / theirs.length })),
    flaw: null,
  }
}

/** What people see of a page. */
export function visibleText(lines: readonly PageLine[]): string {
  return lines
    .filter((line) => !line.isTiny)
    .map((line) => line.text)
    .join('\n')
}

/** Whole words by what is left of them without their ligatures: `denition` and `de nition` are `definition`. */
function wordsByRest(lines: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const word of lines.flatMap((line) => line.normalize('NFKC').split(' '))) {
    for (const { index, 0: ligature } of word.matchAll(LIGATURES)) {
      const [before, after] = [word.slice(0, index), word.slice(index + ligature.length)]
      if (before.length + after.length < MIN_REST) continue
      known.set(before + after, word)
      known.set(`${before} ${after}`.trim(), word)
    }
  }
  return known
}

function withLigatures(text: string, known: ReadonlyMap<string, string>): string {
  const words = text.split(' ')
  const mended: string[] = []
  for (let i = 0; i < words.length; i++) {
    const [word = '', next] = [words[i], words[i + 1]]
    const joined = next === undefined ? undefined : known.get(`${word} ${next}`)
    if (joined !== undefined) i++
    mended.push(joined ?? known.get(word) ?? word)
  }
  return mended.join(' ')
}
