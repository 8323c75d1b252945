import type { Reading } from '../../archive/problem.js'
import type { Cue } from '../../archive/transcript.js'
import { parseCueTime } from './cueTime.js'
import { readText } from '../decodeText.js'
import { plainWords } from '../plainWords.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { languageTag, timingOf, type ReadTranscript } from '../readTranscript.js'
import { settleCues, type PlacedCue } from './settleCues.js'
import { whisperWords } from './whisperWords.js'
import { isWrongFile } from '../wrongFile.js'

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the JSON of Whisper and its kin: `{language, segments: [{start, end, text, words?, speaker?}]}` (openai,
 * faster-whisper, WhisperX), the bare list of segments, or whisper.cpp's `{transcription: [{offsets, text}]}`.
 */
export function readWhisperJson(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'a transcript in JSON', log))
    return { value: null, problems: log.list() }
  const document = parseJson(text, log)
  return { value: document === undefined ? null : readDocument(document, log), problems: log.list() }
}

function readDocument(document: unknown, log: ProblemLog): ReadTranscript | null {
  const segments = segmentsOf(document)
  if (!segments) {
    log.add(
      'warning',
      'json-not-a-transcript',
      'this JSON does not look like a transcript, so it was not read',
      {
        hint: 'Whisper JSON has a list named "segments", each with start, end and text',
      },
    )
    return null
  }
  const placed = segments.flatMap((segment, i) => placedCue(segment, i + 1, log) ?? [])
  const cues = settleCues(placed, log)
  if (cues.length === 0) log.add('warning', 'transcript-empty', 'there is no segment with words in this file')
  if (cues.length === 0) return null
  const inLanguage = languageOf(document)
  return { ...(inLanguage && { inLanguage }), timing: timingOf(cues), cues }
}

function placedCue(segment: unknown, number: number, log: ProblemLog): PlacedCue | null {
  const fields = asObject(segment)
  const raw = fields?.['text']
  if (!fields || typeof raw !== 'string') {
    log.add('error', 'json-bad-segment', `segment ${number} was left out: it has no text`)
    return null
  }
  const times = { start: timeOf(fields, 'start', 'from'), end: timeOf(fields, 'end', 'to') }
  const read = whisperWords(fields['words'], raw, times)
  const start = times.start ?? read.words?.[0]?.start
  if (start === undefined) {
    log.add(
      'error',
      'json-bad-segment',
      `segment ${number} was left out: its start is not a number of seconds`,
    )
    return null
  }
  const end = Math.max(times.end ?? start, read.words?.at(-1)?.end ?? 0)
  const speaker = typeof fields['speaker'] === 'string' ? plainWords(fields['speaker']) : ''
  const cue: Cue = { text: read.text, ...(speaker && { speaker }), ...(read.words && { words: read.words }) }
  return { cue: { ...cue, start: Math.min(start, read.words?.[0]?.start ?? start), end } }
}

function segmentsOf(document: unknown): readonly unknown[] | null {
  if (Array.isArray(document))
    return document.every((item) => asObject(item)?.['text'] !== undefined) ? document : null
  const fields = asObject(document)
  const segments: unknown = fields?.['segments'] ?? fields?.['transcription']
  return Array.isArray(segments) ? segments : null
}

/** Seconds; whisper.cpp has milliseconds in `offsets`, others seconds or a clock. */
function timeOf(segment: Json, name: string, offsetName: string): number | undefined {
  const offset = asObject(segment['offsets'])?.[offsetName]
  if (typeof offset === 'number' && offset >= 0) return offset / 1000
  const value = segment[name]
  if (typeof value === 'string')
    return parseCueTime(value) ?? (/^\d{1,7}(\.\d{1,9})?$/.test(value) ? +value : undefined)
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? Math.round(value * 1000) / 1000
    : undefined
}

function languageOf(document: unknown): string | null {
  const fields = asObject(document)
  const language = fields?.['language'] ?? asObject(fields?.['result'])?.['language']
  return typeof language === 'string' ? languageTag(language) : null
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

/** The value of a JSON text; undefined, and a problem, when it is none. */
function parseJson(text: string, log: ProblemLog): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1]
    const before = at === undefined ? null : text.slice(0, Number(at)).split('\n')
    log.add('error', 'json-syntax', 'this is not valid JSON, so it was not read', {
      line: before?.length,
      column: before ? (before.at(-1)?.length ?? 0) + 1 : undefined,
      hint: 'was the file copied completely?',
    })
    return undefined
  }
}
