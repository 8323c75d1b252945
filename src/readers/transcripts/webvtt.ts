import type { Reading } from '../../archive/problem.js'
import { readCueBlocks } from './cueBlocks.js'
import { cuesFromText } from './cueText.js'
import { parseTimingLine } from './cueTime.js'
import { readText } from '../decodeText.js'
import { linesOf } from '../plainWords.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { languageTag, timingOf, type ReadTranscript } from '../readTranscript.js'
import { settleCues } from './settleCues.js'
import { isWrongFile } from '../wrongFile.js'

/**
 * Reads WebVTT (W3C, sections 4 to 6): cues with their voices and word times as plain text. Positions, styles and
 * regions are left behind. What browsers would drop for a small fault is kept where its meaning is clear.
 */
export function readWebVtt(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'WebVTT', log)) return { value: null, problems: log.list() }
  const value = readVttText(text, log)
  return { value, problems: log.list() }
}

/** The transcript in a text that is WebVTT; null, and a problem, when no cue is in it. */
export function readVttText(text: string, log: ProblemLog): ReadTranscript | null {
  const lines = linesOf(text)
  const header = headerOf(lines)
  if (!header.isSigned)
    log.add('warning', 'vtt-no-signature', 'the file does not begin with WEBVTT, so browsers refuse it', {
      line: 1,
      hint: 'write WEBVTT on the first line',
    })
  const rules = { format: 'vtt', emptyLineEndsCue: true, asides: /^\s*(NOTE|STYLE|REGION)(\s|$)/ } as const
  const blocks = readCueBlocks(lines, header.end, rules, log)
  const placed = blocks.flatMap((block) =>
    cuesFromText(block.text, block).map((cue) => ({ cue, line: block.line })),
  )
  const cues = settleCues(placed, log)
  if (cues.length === 0) {
    log.add('warning', 'transcript-empty', 'there is no cue in this file')
    return null
  }
  return { ...(header.inLanguage && { inLanguage: header.inLanguage }), timing: timingOf(cues), cues }
}

interface Header {
  readonly isSigned: boolean
  /** The index of the first line after it. */
  readonly end: number
  readonly inLanguage: string | null
}

/** The header block: the signature, and lines like `Language: en` that YouTube writes. */
function headerOf(lines: readonly string[]): Header {
  const signature = lines.findIndex((line) => line.trim() !== '')
  const isSigned = /^\s*WEBVTT(\s|$)/.test(lines[signature] ?? '')
  if (!isSigned) return { isSigned, end: 0, inLanguage: null }
  let end = signature + 1
  while (end < lines.length && lines[end] !== '' && !parseTimingLine(lines[end] ?? '')) end++
  const language = lines
    .slice(signature + 1, end)
    .map((line) => /^Language:\s*(\S{1,40})\s*$/i.exec(line)?.[1])
    .find((tag) => tag !== undefined)
  return { isSigned, end, inLanguage: language === undefined ? null : languageTag(language) }
}
