import { timeAt, type Transcript } from '../archive/transcript.js'
import { analyze, LONGEST_TERM, readWords, type Token } from './analyzer.js'

/** A text as a sequence of word positions: what phrases, snippets and jump times are read from. */
export interface TokenStream {
  readonly text: string
  /** In order of position: those that begin at one stand together. */
  readonly tokens: readonly Token[]
  /** The tokens that begin at a position. */
  at(position: number): readonly Token[]
}

/** A transcript as one text, its cues joined by single spaces, so that words run on across cue borders. */
export interface TranscriptStream extends TokenStream {
  readonly transcript: Transcript
  /** Where each cue begins in the text. */
  readonly cueOffsets: readonly number[]
}

/** An occurrence of a phrase: positions and character offsets, both ends exclusive. */
export interface PhraseMatch {
  readonly position: number
  readonly endPosition: number
  readonly start: number
  readonly end: number
}

/** The stream of any text: a slide, an abstract, a passage. */
export function textStream(text: string): TokenStream {
  return streamOf(text, analyze(text))
}

/** The stream of a text of which only some words matter: the others leave their positions empty. */
export function sparseStream(text: string, terms: ReadonlySet<string>): TokenStream {
  const lengths = new Set([...terms].map((term) => term.length))
  const tokens: Token[] = []
  readWords(text, {
    plain: (start, end, position) => {
      const length = Math.min(end - start, LONGEST_TERM)
      if (!lengths.has(length)) return
      const term = text.slice(start, start + length).toLowerCase()
      if (terms.has(term)) tokens.push({ term, start, end, position, span: 1, weak: false })
    },
    token: (token) => {
      if (terms.has(token.term)) tokens.push(token)
    },
  })
  return streamOf(text, tokens)
}

function streamOf(text: string, tokens: readonly Token[]): TokenStream {
  // Made when a phrase is looked for: most texts are only looked through for single words.
  let byPosition: ReadonlyMap<number, readonly Token[]> | undefined
  const ordered = (): ReadonlyMap<number, readonly Token[]> => {
    const lists = new Map<number, Token[]>()
    for (const token of tokens) {
      const there = lists.get(token.position)
      if (there) there.push(token)
      else lists.set(token.position, [token])
    }
    return lists
  }
  return { text, tokens, at: (position) => (byPosition ??= ordered()).get(position) ?? [] }
}

/** The stream of a whole transcript. */
export function transcriptStream(transcript: Transcript): TranscriptStream {
  const cueOffsets: number[] = []
  let offset = 0
  for (const cue of transcript.cues) {
    cueOffsets.push(offset)
    offset += cue.text.length + 1
  }
  return { ...textStream(transcript.cues.map((cue) => cue.text).join(' ')), transcript, cueOffsets }
}

/** The index of the cue that holds a character offset of the stream's text. */
export function cueAtOffset(stream: TranscriptStream, offset: number): number {
  let low = 0
  let high = stream.cueOffsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stream.cueOffsets[middle] ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** When the word at a character offset is said, in seconds; undefined where the transcript has no times. */
export function timeOf(stream: TranscriptStream, offset: number): number | undefined {
  const index = cueAtOffset(stream, offset)
  const cue = stream.transcript.cues[index]
  return cue && timeAt(cue, offset - (stream.cueOffsets[index] ?? 0))
}

/** What a phrase asks for: its words in order, without the looser forms that only a text offers. */
export function phraseOf(text: string): readonly Token[] {
  return analyze(text).filter((token) => !token.weak)
}

/**
 * All places where a phrase begins, in order. Text and phrase may each spell a word whole or in parts
 * (`near-memory`, `near memory`, `nearmemory`): they match when any spelling of one is a spelling of the other.
 * @param accepts whether a word of the text stands for a word of the phrase; by default when they are the same
 */
export function findPhrase(
  stream: TokenStream,
  phrase: readonly Token[],
  accepts: (wanted: string, found: string) => boolean = (wanted, found) => wanted === found,
): PhraseMatch[] {
  const wanted = new Map<number, Token[]>()
  let length = 0
  for (const token of phrase) {
    const there = wanted.get(token.position)
    if (there) there.push(token)
    else wanted.set(token.position, [token])
    length = Math.max(length, token.position + token.span)
  }
  const matches: PhraseMatch[] = []
  if (length === 0) return matches
  /** The last token of a match that begins here, or null. */
  const matchFrom = (from: number, at: number, last: Token | null): Token | null => {
    if (from === length) return last
    for (const token of stream.at(at)) {
      for (const term of wanted.get(from) ?? []) {
        if (!accepts(term.term, token.term)) continue
        const found = matchFrom(from + term.span, at + token.span, token)
        if (found) return found
      }
    }
    return null
  }
  let before = -1
  for (const { position, start } of stream.tokens) {
    // The first token of each position.
    if (position === before) continue
    before = position
    const last = matchFrom(0, position, null)
    if (last) matches.push({ position, endPosition: last.position + last.span, start, end: last.end })
  }
  return matches
}
