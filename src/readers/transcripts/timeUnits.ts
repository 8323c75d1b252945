import { fieldsOf, textIn, type Fields } from './jsonValues.js'

/** What tools call the words, the start, the end and the length of a piece. */
const TEXTS = ['text', 'body', 'word'] as const
const STARTS = ['start', 'offset', 'start_time', 'startTime'] as const
const ENDS = ['end', 'end_time', 'endTime'] as const
const LENGTHS = ['duration', 'dur'] as const

/** Half of the pieces last longer, in whatever unit: nobody's captions stay for so many seconds. */
const LONG = 50
/** The share of times that must be whole numbers. */
const MOST = 0.9
/** Characters said in a unit of time: of speech some 15 a second, or 0.015 a millisecond. */
const SLOW = 0.5

/**
 * Whether the times of a list of pieces are milliseconds, though no name says so: they are whole numbers, and as seconds
 * nobody speaks so slowly. A few that are damaged do not change that.
 */
export function areMilliseconds(list: readonly unknown[]): boolean {
  const pieces = list
    .map(fieldsOf)
    .filter((piece) => piece !== undefined && textIn(piece, ...TEXTS) !== undefined)
  const numbers = pieces.flatMap((piece) => [
    numberIn(piece, STARTS),
    numberIn(piece, ENDS),
    numberIn(piece, LENGTHS),
  ])
  const known = numbers.filter((number) => number !== undefined)
  const whole = known.filter((number) => Number.isInteger(number)).length
  if (whole === 0 || whole < known.length * MOST) return false
  const lengths = pieces.map((piece, i) => lengthOf(piece, pieces[i + 1])).filter((length) => length > 0)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const characters = pieces.reduce((sum, piece) => sum + (textIn(piece, ...TEXTS) ?? '').length, 0)
  const middle = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0
  return middle >= LONG && characters < total * SLOW
}

function lengthOf(piece: Fields | undefined, next: Fields | undefined): number {
  const start = numberIn(piece, STARTS)
  const end = numberIn(piece, ENDS) ?? numberIn(next, STARTS)
  return numberIn(piece, LENGTHS) ?? (start === undefined || end === undefined ? 0 : end - start)
}

function numberIn(fields: Fields | undefined, names: readonly string[]): number | undefined {
  const value = names.map((name) => fields?.[name]).find((candidate) => candidate !== undefined)
  if (typeof value === 'string') return /^\d{1,12}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined
  return typeof value === 'number' ? value : undefined
}
