import { listOf } from '../jsonValues.js'
import { decodeReferences } from '../../characterReferences.js'
import { heardWord, type HeardWord, type Service, type Stretch } from './service.js'

type Row = readonly unknown[]

/** Where the text of a row stands: behind two numbers that are its times, or before them; null when it is no such row. */
function placeOf(row: Row): { readonly text: number; readonly start: number } | null {
  const text = row.findIndex((value) => typeof value === 'string')
  const start = text === 0 ? 1 : text - 2
  const isTimed = [start, start + 1].every((at) => typeof row[at] === 'number' && row[at] >= 0)
  return text >= 0 && start >= 0 && isTimed && Number(row[start]) <= Number(row[start + 1])
    ? { text, start }
    : null
}

function rowsOf(document: unknown): readonly Row[] {
  // faster-whisper returns its segments with what it knows of the recording.
  const list = listOf(document) ?? []
  const rows = list.length <= 2 ? (listOf(list[0]) ?? []) : []
  const inner = rows.flatMap((row) => (Array.isArray(row) ? [row as Row] : []))
  if (inner.some(placeOf)) return inner
  return list.flatMap((row) => (Array.isArray(row) ? [row as Row] : []))
}

/** The times of a row, in seconds. */
function timesOf(row: Row, start: number): { readonly start: number; readonly end: number } {
  const [from = 0, to = 0] = [row[start], row[start + 1]].map(
    (time) => Math.round(Number(time) * 1000) / 1000,
  )
  return { start: from, end: to }
}

function wordsOf(row: Row): readonly HeardWord[] {
  const lists = row.flatMap((value) => (Array.isArray(value) ? [value as Row] : []))
  const words = lists.find((list) => list.some((word) => placeOf(listOf(word) ?? [])))
  return (words ?? []).flatMap((word) => {
    const cells = listOf(word) ?? []
    const place = placeOf(cells)
    if (!place) return []
    const { start, end } = timesOf(cells, place.start)
    return heardWord(String(cells[place.text]), start, end)
  })
}

function stretchOf(row: Row): Stretch {
  const place = placeOf(row)
  const text = row.find((cell) => typeof cell === 'string')
  const times = place ? timesOf(row, place.start) : { start: undefined, end: undefined }
  return { text: decodeReferences(text ?? ''), ...times, words: place ? wordsOf(row) : [] }
}

/**
 * Rows instead of objects (no standard): faster-whisper's segments as Python's `json` writes named tuples, `[id, seek,
 * start, end, text, tokens, …, words]` with words as `[start, end, word, probability]`, and `[start, end, text]`. Seconds.
 */
export const TUPLES: Service = {
  looksLike: (document) => rowsOf(document).some((row) => placeOf(row) !== null),
  stretches: (document) => rowsOf(document).map(stretchOf),
}
