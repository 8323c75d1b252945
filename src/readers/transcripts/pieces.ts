import { fieldsOf, listOf, textIn, type Fields } from './jsonValues.js'

/** What marks an object as a piece of a transcript, in any of the shapes that are read. */
const MARKS = [
  ...(['text', 'body', 'tStartMs', 'start_time'] as const),
  ...(['alternatives', 'elements', 'nBest', 'punctuated_word'] as const),
]

/** Whether a value is a piece of a transcript: a cue, a segment, an event, a word. */
export function isPiece(value: unknown): value is Fields {
  const fields = fieldsOf(value)
  return fields !== undefined && MARKS.some((name) => name in fields)
}

/** Pieces that were saved from a broken file as a document of the shape that they are of; null when there is none. */
export function documentOf(pieces: readonly Fields[]): unknown {
  if (pieces.length === 0) return null
  if (pieces.some((piece) => 'tStartMs' in piece)) return { wireMagic: 'pb3', events: pieces }
  const ofService = serviceDocument(pieces)
  if (ofService !== null) return ofService
  const words = pieces.flatMap((piece) => ('confidence' in piece ? [piece] : (listOf(piece['words']) ?? [])))
  const isAssemblyAi = words.length > 0 && words.every((word) => Number.isInteger(fieldsOf(word)?.['start']))
  if (isAssemblyAi) return { words: distinct(pieces) }
  return pieces.some((piece) => 'start_time' in piece) ? { cues: pieces } : { segments: pieces }
}

/** Pieces of what a service answers as its document: the marks are Rev's, Azure's, Deepgram's, Amazon's and Google's. */
function serviceDocument(pieces: readonly Fields[]): unknown {
  const having = (mark: string): readonly Fields[] => pieces.filter((piece) => mark in piece)
  if (having('elements').length > 0) return { monologues: having('elements') }
  if (having('nBest').length > 0) return { recognizedPhrases: having('nBest') }
  const words = having('punctuated_word')
  if (words.length > 0) return { results: { channels: [{ alternatives: [{ words }] }] } }
  const items = having('alternatives')
  if (items.length === 0) return null
  return items.some((item) => 'type' in item) ? { results: { items } } : { results: items }
}

/** AssemblyAI's words, which may stand alone and in utterances too, once each. */
function distinct(pieces: readonly Fields[]): readonly unknown[] {
  const words = pieces.flatMap((piece) => listOf(piece['words']) ?? [piece])
  const byPlace = new Map(
    words.map((word) => [
      `${String(fieldsOf(word)?.['start'])} ${textIn(fieldsOf(word), 'text') ?? ''}`,
      word,
    ]),
  )
  return [...byPlace.values()]
}
