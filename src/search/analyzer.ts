import { fold } from './fold.js'
import { codesOf, plainWordEnd, skipBetween, type Codes } from './plainWords.js'

/** What the analyzer is, for the index format: words of another analyzer must not be searched with this one. */
export const ANALYZER: { readonly name: string; readonly version: number } = { name: 'lectern', version: 2 }

/** A word of a text, or a form of it that should be found too. */
export interface Token {
  /** Folded; at most 64 characters. */
  readonly term: string
  /** Character offsets (UTF-16) in the text as given; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** Counts the text's words from 0. */
  readonly position: number
  /** How many positions it covers: more than 1 for a whole beside its parts (`near-memory` beside `near`, `memory`). */
  readonly span: number
  /** A looser form that a text offers but a query does not ask for: `c` of `C++`, `gupta` of `Gupta's`. */
  readonly weak: boolean
}

/** Characters of a term. */
export const LONGEST_TERM = 64
/** A word of more parts than this is not also kept whole. */
const MOST_PARTS = 8
/** Unspaced text is given to the segmenter in runs of this many characters: its cost grows faster than its input. */
const LONGEST_RUN = 256

/** Scripts written without spaces. Letters and marks only: their punctuation shares the script extensions. */
const UNSPACED =
  '(?=[\\p{L}\\p{M}])[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]'
const INVISIBLE = '\\u00ad|\\u200c|\\u200d|\\u2060'
const WORD = `(?:[\\p{L}\\p{N}\\p{M}]|${INVISIBLE})`
const APOSTROPHE = "['\\u2019\\u02bc\\uff07]"

/** Words with what binds them: `state-of-the-art`, `1,000`, `don't`, `Node.js`, `.NET`, `C++`. Linear: no two ways to match. */
export const CHUNK = new RegExp(
  `(?:(?<=^|[\\s("'\\[])\\.(?=\\p{L}))?${WORD}+(?:(?:[-\\u2010\\u2011_.&]|${APOSTROPHE}|(?<=\\p{Nd}),(?=\\p{Nd}))${WORD}+)*` +
    `(?:(?<=\\p{L})(?:[+\\uff0b]{2}|[+\\uff0b](?!${WORD}|[+\\uff0b])|[#\\uff03](?!${WORD}|[#\\uff03])))?`,
  'gu',
)
/** The same, to be moved along a text by its `lastIndex`. */
const nextChunk = new RegExp(CHUNK)
/** The parts of a chunk: a run of unspaced script, a number, or letters with their English contraction. */
const ATOM = new RegExp(
  `(?<unspaced>(?:${UNSPACED}){1,${LONGEST_RUN}})|(?<number>\\p{Nd}+(?:[.,]\\p{Nd}+)*)` +
    `|(?:(?!${UNSPACED})(?:[\\p{L}\\p{M}\\p{Nl}\\p{No}]|${INVISIBLE}))+(?:${APOSTROPHE}(?:s|t|re|ve|ll|d|m)(?!${WORD}))?`,
  'giu',
)
const POSSESSIVE = new RegExp(`${APOSTROPHE}s$`, 'iu')
/** Contractions that would be other words without their apostrophe. */
const AMBIGUOUS = new Set("he'll i'd i'll she'd she'll we'd we'll we're".split(' '))
/** Short words of French and Italian that lose their vowel before the next one, which is a word by itself. */
const ELIDED = new RegExp(
  `^(?:[CDJLMNSTcdjlmnst]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u|[DNdn]?ell|[Aa]ll|[DSds][au]ll)${APOSTROPHE}(?=\\p{Ll})`,
  'u',
)
/** Words after which `'s` is short for `is`, `has` or `us`. */
const SHORTENED_IS = new Set('he here how it let she so that there this what when where who why'.split(' '))
const APOSTROPHES = new RegExp(APOSTROPHE, 'gu')
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu

// The dictionaries of the segmenter are the same for every locale.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * The words of a text in order, with the forms under which each can be found. One tokenizer serves texts and
 * queries, so that what is written alike is found alike:
 * - `near-memory`, `GPT-4`, `p99`, `Node.js` give their parts on positions of their own, and the whole
 *   (`nearmemory`, `gpt4`) across them: hyphenated, spaced and joined spellings meet.
 * - `l'état` gives two words; `we're` is not `were`.
 * - Scripts without spaces give every character a position, and each dictionary word across its characters:
 *   a phrase is found wherever the dictionary cut.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = []
  readWords(text, {
    plain: (start, end, position) => {
      const term = text.slice(start, Math.min(end, start + LONGEST_TERM)).toLowerCase()
      tokens.push({ term, start, end, position, span: 1, weak: false })
    },
    token: (token) => {
      tokens.push(token)
    },
  })
  return tokens
}

/** Gets the words of a text in order. */
export interface WordReceiver {
  /** A word of ASCII letters alone, one position long: its term is its first 64 letters in lower case. */
  plain(start: number, end: number, position: number, codes: Codes): void
  /** A form of any other word. */
  token(token: Token): void
}

/** The words of a text as `analyze` has them, for whoever needs no objects for most of them. */
export function readWords(text: string, receiver: WordReceiver): void {
  let position = 0
  const codes = codesOf(text)
  let at = skipBetween(codes, 0)
  while (at < text.length) {
    const end = plainWordEnd(codes, at)
    if (end > at) {
      receiver.plain(at, end, position, codes)
      position += 1
      at = skipBetween(codes, end)
      continue
    }
    nextChunk.lastIndex = at
    const match = nextChunk.exec(text)
    if (!match) return
    const tokens: Token[] = []
    position = analyzeChunk(match[0], match.index, position, tokens)
    for (const token of tokens) receiver.token(token)
    at = skipBetween(codes, match.index + match[0].length)
  }
}

/** Adds a chunk's tokens and returns the next free position. */
function analyzeChunk(chunk: string, start: number, first: number, tokens: Token[]): number {
  let position = first
  let parts: Token[] = []
  const closeWord = (): void => {
    pushWord(parts, tokens)
    parts = []
  }
  for (const match of chunk.matchAll(ATOM)) {
    const from = start + match.index
    if (match.groups?.['unspaced'] !== undefined) {
      closeWord()
      position = analyzeUnspaced(match[0], from, position, tokens)
      continue
    }
    const [term, ...weaker] =
      match.groups?.['number'] === undefined ? wordForms(match[0]) : numberForms(match[0])
    if (!term) continue
    const end = from + match[0].length
    // `l'état` is `l` and `état`; `D'Souza` is one name.
    if (position === first + 1 && ELIDED.test(chunk)) closeWord()
    parts.push({ term, start: from, end, position, span: 1, weak: false })
    for (const form of weaker) parts.push({ term: form, start: from, end, position, span: 1, weak: true })
    position += 1
  }
  bindSymbols(chunk, start, parts)
  closeWord()
  return position
}

/** Writes the parts of one word, and the whole before them where there are several. */
function pushWord(parts: readonly Token[], tokens: Token[]): void {
  const strong = parts.filter((part) => !part.weak)
  const first = strong[0]
  const last = strong.at(-1)
  if (first && last && strong.length > 1 && strong.length <= MOST_PARTS) {
    const term = strong
      .map((part) => part.term)
      .join('')
      .slice(0, LONGEST_TERM)
    tokens.push({ ...first, term, end: last.end, span: strong.length })
  }
  for (const part of parts) tokens.push(part)
}

/** Makes `C++`, `C#` and `.NET` the words they are, with the bare letters as a weaker form. */
function bindSymbols(chunk: string, start: number, parts: Token[]): void {
  const bind = (index: number, symbol: (term: string) => string, from: number, to: number): void => {
    const part = parts[index]
    if (!part) return
    const whole = { ...part, term: symbol(part.term), start: from, end: to }
    parts.splice(index < 0 ? parts.length + index : index, 1, whole, {
      ...whole,
      term: part.term,
      weak: true,
    })
  }
  const tail = /[+#\uff0b\uff03]+$/u.exec(chunk)?.[0]
  const lastStrong = parts.findLastIndex((part) => !part.weak)
  if (tail && lastStrong >= 0)
    bind(
      lastStrong,
      (term) => term + tail.normalize('NFKC'),
      parts[lastStrong]?.start ?? start,
      start + chunk.length,
    )
  if (chunk.startsWith('.') && parts[0]) bind(0, (term) => `.${term}`, start, parts[0].end)
}

/** `Gupta's` is `guptas` and, weaker, `gupta`; `we're` keeps its apostrophe; `don't` is `dont`, and `it's` is `its` alone: no `it` owns anything there. */
function wordForms(word: string): string[] {
  const letters = word.replace(APOSTROPHES, '')
  const spelled = letters === word ? '' : word.replace(APOSTROPHES, "'").toLowerCase()
  if (AMBIGUOUS.has(spelled)) return [spelled]
  const whole = fold(letters).slice(0, LONGEST_TERM)
  if (!POSSESSIVE.test(word)) return [whole]
  const owner = fold(word.replace(POSSESSIVE, '')).slice(0, LONGEST_TERM)
  return SHORTENED_IS.has(owner) ? [whole] : [whole, owner]
}

/** `1,000` is `1000`; `3,14` is `3.14`; `1.000` may be either, so it is itself and, weaker, `1000`. */
function numberForms(number: string): string[] {
  const digits = fold(number).slice(0, LONGEST_TERM)
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return [digits.replaceAll(',', '')]
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(digits)) return [digits.replaceAll('.', '').replace(',', '.')]
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(digits)) return [digits, digits.replace('.', '')]
  return [digits.replaceAll(',', '.')]
}

/** A position for every character (with its marks), and each dictionary word across its own. */
function analyzeUnspaced(run: string, start: number, first: number, tokens: Token[]): number {
  let position = first
  for (const { segment, index } of segmenter.segment(run)) {
    const from = start + index
    const clusters = [...segment.matchAll(CLUSTER)]
    if (clusters.length > 1 && segment.length <= LONGEST_TERM) {
      const term = fold(segment)
      tokens.push({
        term,
        start: from,
        end: from + segment.length,
        position,
        span: clusters.length,
        weak: false,
      })
    }
    for (const cluster of clusters) {
      const at = from + cluster.index
      const term = fold(cluster[0]).slice(0, LONGEST_TERM) || cluster[0]
      tokens.push({ term, start: at, end: at + cluster[0].length, position, span: 1, weak: false })
      position += 1
    }
  }
  return position
}
