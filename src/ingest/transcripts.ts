import type { TranscriptHead } from '../archive/event.js'
import type { Problem } from '../archive/problem.js'
import { slug } from '../archive/slug.js'
import type { Cue, Timing, Transcript } from '../archive/transcript.js'
import type { ReadTranscript } from '../readers/readTranscript.js'
import { countWords } from './countWords.js'
import type { FileFacts } from './extract.js'
import { shiftCues } from './shiftCues.js'
import type { PlannedFile } from './talkFiles.js'

/** What a file says in one language. */
interface Track {
  readonly file: PlannedFile
  readonly inLanguage: string
  readonly timing: Timing
  readonly cues: readonly Cue[]
}

/** The better times first. */
const PRECISION: readonly Timing[] = ['word', 'cue', 'none']
/** Cues longer than this on average are paragraphs: their times say little. Seconds. */
const PARAGRAPH = 20

/**
 * The transcripts of a talk, one a language and kind, a file of two languages giving two; further ones stay
 * downloadable and are reported. Of several in one language the one with the more precise times is shown.
 * @param fallback the language of what neither says its own nor lets it be guessed
 */
export function chooseTranscripts(
  files: readonly PlannedFile[],
  factsOf: (file: PlannedFile) => FileFacts,
  fallback: string,
  problems: Problem[],
): Transcript[] {
  const chosen = new Map<string, Transcript>()
  const tracks = files.flatMap((file) => {
    const read = factsOf(file).transcript
    return read ? tracksOf(file, inTalkTime(read, file.offset), fallback).filter(hasCues) : []
  })
  for (const { file, inLanguage, timing, cues } of tracks.sort((a, b) => coarseness(a) - coarseness(b))) {
    const { kind } = file
    const id = kind ? `${inLanguage}-${slug(kind) || 'other'}` : inLanguage
    const better = chosen.get(id)
    if (better) {
      const message = `is another ${inLanguage} transcript beside ${better.file ?? ''}, which is shown; this one can be downloaded`
      problems.push({ severity: 'info', code: 'transcript-beside', path: file.path ?? file.name, message })
    } else chosen.set(id, { id, inLanguage, timing, cues, file: file.id, ...(kind && { kind }) })
  }
  return [...chosen.values()].sort(
    (a, b) => Number(a.inLanguage !== fallback) - Number(b.inLanguage !== fallback),
  )
}

/** A transcript without its words, for lists. */
export function headOf({ cues, ...head }: Transcript): TranscriptHead {
  const words = cues.reduce((sum, cue) => sum + countWords(cue.text), 0)
  return { ...head, cues: cues.length, words }
}

function hasCues({ cues }: Track): boolean {
  return cues.length > 0
}

function inTalkTime(read: ReadTranscript, offset = 0): ReadTranscript {
  const moved = { ...read, cues: shiftCues(read.cues, offset) }
  return read.others
    ? { ...moved, others: read.others.map((track) => ({ ...track, cues: shiftCues(track.cues, offset) })) }
    : moved
}

/**
 * A file's tracks with their languages: what the name or the manifest declares is that of the track that is in it, else
 * of one that nothing is known of, else of the first; then what the file says, then what its words were guessed to be.
 */
function tracksOf(file: PlannedFile, read: ReadTranscript, fallback: string): Track[] {
  const { timing, cues, others = [] } = read
  const known = read.inLanguage ?? read.guessedLanguage ?? 'und'
  const tracks = [{ inLanguage: known, timing, cues }, ...others]
  const meant = file.inLanguage === undefined ? null : declaredTrack(tracks, file.inLanguage)
  return tracks.map((track, i) => {
    if (i === meant && file.inLanguage !== undefined) return { ...track, file, inLanguage: file.inLanguage }
    const isUnknown = i === 0 && track.inLanguage === 'und'
    // Words tell the language, not the country.
    const isGuess = i > 0 || read.inLanguage === undefined
    const isFallback = isUnknown || (isGuess && isSameLanguage(track.inLanguage, fallback))
    return { ...track, file, inLanguage: isFallback ? fallback : track.inLanguage }
  })
}

function declaredTrack(tracks: readonly { readonly inLanguage: string }[], declared: string): number {
  const places = [declared, 'und'].map((language) =>
    tracks.findIndex((track) => isSameLanguage(track.inLanguage, language)),
  )
  return places.find((place) => place >= 0) ?? 0
}

function isSameLanguage(a: string, b: string): boolean {
  return primary(a) === primary(b)
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? ''
}

/** Less is better: by timing, and paragraphs with times after captions. */
function coarseness({ timing, cues }: Track): number {
  const timed = cues.filter((cue) => cue.start !== undefined && cue.end !== undefined)
  const seconds = timed.reduce((sum, { start = 0, end = 0 }) => sum + end - start, 0)
  return PRECISION.indexOf(timing) * 2 + Number(timing === 'cue' && seconds > timed.length * PARAGRAPH)
}
