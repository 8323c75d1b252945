import type { Cue } from '../../archive/transcript.js'
import { plainWords } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { parseCueTime } from './cueTime.js'
import { fieldsOf, listOf, millisecondsIn, textIn, wordsIn, type Fields } from './jsonValues.js'
import { groupWords, type SpokenWord } from './joinWords.js'
import { languageNamed } from './languageNamed.js'
import { speakerCalled } from './services/service.js'
import type { PlacedCue } from './settleCues.js'
import { transcriptOfCues } from './settleTranscript.js'
import { areMilliseconds } from './timeUnits.js'
import { whisperWords } from './whisperWords.js'

/** What tools call a document's list of segments. */
const LISTS = [
  ...(['segments', 'transcription', 'chunks', 'cues', 'lines', 'results'] as const),
  ...(['utterances', 'sentences', 'captions', 'subtitles', 'transcript'] as const),
]
const TEXTS = ['text', 'body'] as const

/** Whether a document is a list of segments with text, or holds one. */
export function looksLikeSegments(document: unknown): boolean {
  return segmentsOf(document) !== null || topWords(document) !== null
}

/**
 * Reads segments of any tool: `{language, segments: [{start, end, text, words?, speaker?}]}` (openai, faster-whisper,
 * WhisperX), the bare list, whisper.cpp's `{transcription: [{offsets, text}]}`, `{chunks: [{timestamp, text}]}` of
 * transformers, Podcasting 2.0's `{startTime, endTime, body}`, lists with `start_ms`, or with `duration` or `dur` beside
 * `start` or `offset` (the libraries for YouTube's captions, in seconds or milliseconds), and bare words as OpenAI's API
 * gives them.
 */
export function readSegments(document: unknown, log: ProblemLog): ReadTranscript | null {
  const segments = segmentsOf(document)
  const unit = segments && areMilliseconds(segments) ? 1000 : 1
  if (unit > 1)
    log.add(
      'info',
      'times-in-milliseconds',
      'no name says so, but times can only be milliseconds: they were read so',
    )
  const placed = segments
    ? segments.flatMap((segment, i) => placedCue(segment, unit, i + 1, log) ?? [])
    : groupWords(topWords(document) ?? []).map((cue) => ({ cue }))
  return transcriptOfCues(placed, log, languageOf(document))
}

function placedCue(segment: unknown, unit: number, number: number, log: ProblemLog): PlacedCue | null {
  const fields = fieldsOf(segment)
  const raw = wordsIn(fields, ...TEXTS) ?? joinedWords(fields)
  if (!fields || raw === undefined) {
    log.add('error', 'segment-left-out', `segment ${number} was left out: it has no text`)
    return null
  }
  const times = timesOf(fields, unit)
  const read = whisperWords(wordList(fields, unit), raw, times)
  const start = times.start ?? read.words?.[0]?.start
  if (start === undefined) {
    log.add(
      'error',
      'segment-left-out',
      `segment ${number} was left out: its start is not a number of seconds`,
    )
    return null
  }
  const end = Math.max(times.end ?? start, read.words?.at(-1)?.end ?? 0)
  const speaker = plainWords(wordsIn(fields, 'speaker') ?? speakerCalled(fields['speaker']) ?? '')
  const cue: Cue = { text: read.text, ...(speaker && { speaker }), ...(read.words && { words: read.words }) }
  return { cue: { ...cue, start: Math.min(start, read.words?.[0]?.start ?? start), end } }
}

function segmentsOf(document: unknown): readonly unknown[] | null {
  const fields = fieldsOf(document)
  const lists = [document, ...LISTS.map((name) => fields?.[name])].flatMap((value) => {
    const list = listOf(value)
    return list ? [list] : []
  })
  const isSegment = (item: unknown): boolean => textIn(fieldsOf(item), ...TEXTS) !== undefined
  return lists.find((list) => list.some(isSegment)) ?? null
}

/** Words of a document that has no segments. */
function topWords(document: unknown): readonly SpokenWord[] | null {
  const list = listOf(fieldsOf(document)?.['words'] ?? fieldsOf(document)?.['word_segments'])
  const words = list?.flatMap((item): SpokenWord[] => {
    const fields = fieldsOf(item)
    const text = plainWords(wordsIn(fields, 'word', 'text') ?? '')
    const { start, end } = fields ? timesOf(fields, 1) : {}
    return text === '' || start === undefined ? [] : [{ text, start, end: Math.max(start, end ?? start) }]
  })
  return words?.length ? words.sort((a, b) => a.start - b.start) : null
}

/** A segment's words with their times in seconds. */
function wordList(fields: Fields, unit: number): unknown {
  const list = listOf(fields['words']) ?? listOf(fields['tokens'])?.filter(isSpoken)
  return list?.map((item) => {
    const word = fieldsOf(item)
    return word ? { word: wordsIn(word, 'word', 'text'), ...timesOf(word, unit) } : null
  })
}

/** whisper.cpp's tokens are pieces of words, beside marks like `[_BEG_]`; those of other tools are bare numbers. */
function isSpoken(token: unknown): boolean {
  const text = textIn(fieldsOf(token), 'text')
  return text !== undefined && !/^\[_[A-Z]/.test(text)
}

function joinedWords(fields: Fields | undefined): string | undefined {
  const words = listOf(fields?.['words'])?.map((word) => wordsIn(fieldsOf(word), 'word', 'text') ?? '')
  return words?.join(words.some((word) => /^\s/.test(word)) ? '' : ' ')
}

interface Times {
  readonly start: number | undefined
  readonly end: number | undefined
}

/** Seconds, from the fields that tools have for them; where no name says the unit, so many make a second. */
function timesOf(fields: Fields, unit: number): Times {
  const stamps = listOf(fields['timestamp'])
  const offsets = fieldsOf(fields['offsets'])
  const clocks = fieldsOf(fields['timestamps'])
  const start =
    millisecondsIn(offsets, 'from') ??
    millisecondsIn(fields, 'start_ms', 'startMs') ??
    secondsOf(
      fields['start'] ??
        fields['start_time'] ??
        fields['startTime'] ??
        fields['offset'] ??
        stamps?.[0] ??
        clocks?.['from'],
      unit,
    )
  const end =
    millisecondsIn(offsets, 'to') ??
    millisecondsIn(fields, 'end_ms', 'endMs') ??
    secondsOf(fields['end'] ?? fields['end_time'] ?? fields['endTime'] ?? stamps?.[1] ?? clocks?.['to'], unit)
  const length =
    millisecondsIn(fields, 'durationMs', 'duration_ms') ??
    secondsOf(fields['duration'] ?? fields['dur'], unit)
  const sum =
    start !== undefined && length !== undefined ? Math.round((start + length) * 1000) / 1000 : undefined
  return { start, end: end ?? sum }
}

/** Seconds from a number, or from text that is one or a clock. */
function secondsOf(value: unknown, unit: number): number | undefined {
  if (typeof value === 'string')
    return parseCueTime(value) ?? (/^\d{1,7}(\.\d{1,9})?$/.test(value) ? Number(value) / unit : undefined)
  const isTime = typeof value === 'number' && value >= 0 && value < 1e9
  return isTime ? Math.round((value * 1000) / unit) / 1000 : undefined
}

function languageOf(document: unknown): string | null {
  const fields = fieldsOf(document)
  const inside = [fields, fieldsOf(fields?.['result']), fieldsOf(fields?.['metadata'])]
  const named = inside.map((place) => textIn(place, 'language', 'lang')).find((name) => name !== undefined)
  return named === undefined ? null : languageNamed(named)
}
