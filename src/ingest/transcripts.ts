import type { TranscriptHead } from '../archive/event.js'
import type { Problem } from '../archive/problem.js'
import type { Transcript } from '../archive/transcript.js'
import type { FileFacts } from './extract.js'
import type { PlannedFile } from './talkFiles.js'

/** Formats with the better times first: of two transcripts in one language the better one is shown. */
const PREFERENCE: readonly string[] = ['whisper-json', 'webvtt', 'srt', 'plain-text']

/**
 * The transcripts of a talk, one a language and kind; further ones stay downloadable and are reported.
 * @param fallback the language of what does not say its own
 */
export function chooseTranscripts(
  files: readonly PlannedFile[],
  factsOf: (file: PlannedFile) => FileFacts,
  fallback: string,
  problems: Problem[],
): Transcript[] {
  const chosen = new Map<string, Transcript>()
  const readable = files.filter((file) => (factsOf(file).transcript?.cues.length ?? 0) > 0)
  for (const file of readable.sort((a, b) => preference(a) - preference(b))) {
    const read = factsOf(file).transcript
    if (!read) continue
    const inLanguage = file.inLanguage ?? read.inLanguage ?? fallback
    const id = file.kind ? `${inLanguage}-${file.kind}` : inLanguage
    const better = chosen.get(id)
    if (better) {
      const message = `is another ${inLanguage} transcript beside ${better.file ?? ''}, which is shown; this one can be downloaded`
      problems.push({ severity: 'info', code: 'transcript-beside', path: file.path ?? file.name, message })
    } else chosen.set(id, { id, inLanguage, timing: read.timing, cues: read.cues, file: file.id })
  }
  return [...chosen.values()].sort(
    (a, b) => Number(a.inLanguage !== fallback) - Number(b.inLanguage !== fallback),
  )
}

/** A transcript without its words, for lists. */
export function headOf({ id, inLanguage, timing, cues, file }: Transcript): TranscriptHead {
  const words = cues.reduce((sum, cue) => sum + (cue.text.match(/\S+/g)?.length ?? 0), 0)
  return { id, inLanguage, timing, cues: cues.length, words, ...(file === undefined ? {} : { file }) }
}

function preference(file: PlannedFile): number {
  const place = PREFERENCE.indexOf(file.format?.id ?? '')
  return place < 0 ? PREFERENCE.length : place
}
