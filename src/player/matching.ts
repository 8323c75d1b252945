/** Where something stands in a text: offsets of its first character and of the one after its last. */
export type Match = readonly [from: number, to: number]

/** Finds what was asked for in one text. */
export type Matcher = (text: string) => readonly Match[]

interface Folded {
  readonly text: string
  /** For each character of the folded text, where it came from; one more for the end. */
  readonly from: readonly number[]
}

/** Letters that Unicode does not take apart, in their plain spelling. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
}
/** Accents, Hebrew points, Arabic harakat and tatweel, soft hyphens. The marks of Japanese and Indic scripts stay. */
const MARKS = new RegExp(
  [
    '\\u00ad|[\\u0300-\\u036f]|[\\u0591-\\u05bd]|\\u05bf|\\u05c1|\\u05c2|\\u05c4|\\u05c5|\\u05c7|[\\u0610-\\u061a]',
    '\\u0640|[\\u064b-\\u065f]|\\u0670|\\u200c|\\u200d',
  ].join('|'),
  'g',
)
const WORD = /[\p{L}\p{N}]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** A text without case and diacritics, each character with its place in the original. */
export function folded(text: string): Folded {
  const parts: string[] = []
  const from: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = letter.normalize('NFKD').toLowerCase().replace(MARKS, '')
    const spelled = SPELLED[plain] ?? plain
    parts.push(spelled)
    from.push(...Array.from({ length: spelled.length }, () => at))
    at += letter.length
  }
  from.push(text.length)
  return { text: parts.join(''), from }
}

/** The words and phrases that a query asks for, without its operators: `in:said "tail latency" -gpu` has one phrase. */
export function wantedIn(query: string): {
  readonly phrases: readonly string[]
  readonly words: readonly string[]
} {
  const plain = query.replace(
    /(?:^|\s)(?:-\S+|(?:in|event|speaker|topic|year|lang|has):(?:"[^"]*"|\S*))/giu,
    ' ',
  )
  const phrases = [...plain.matchAll(/"([^"]+)"/g)].map((match) => match[1]?.trim() ?? '').filter(Boolean)
  const words = plain
    .replace(/"[^"]*"?/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
  return { phrases, words }
}

/**
 * What looks for terms in a text, whatever their case and diacritics. A term begins where a word does, except in
 * scripts that write no spaces.
 */
export function matcherFor(terms: readonly string[]): Matcher {
  const wanted = terms.map((term) => folded(term).text.replace(/\s+/g, ' ').trim()).filter(Boolean)
  return (text) => {
    const { text: plain, from } = folded(text)
    const found: Match[] = []
    for (const term of wanted) {
      for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
        if (beginsWord(plain, at)) found.push([from[at] ?? 0, from[at + term.length] ?? text.length])
      }
    }
    return apart(found)
  }
}

function beginsWord(text: string, at: number): boolean {
  const before = text.slice(0, at).at(-1) ?? ' '
  const first = text.slice(at, at + 1)
  return !WORD.test(before) || !WORD.test(first) || UNSPACED.test(first)
}

/** In order, the longer of two that begin together, and none inside another. */
function apart(matches: Match[]): readonly Match[] {
  matches.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let end = -1
  return matches.filter(([from, to]) => {
    if (from < end) return false
    end = to
    return true
  })
}
