import { linesOf } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import { languageTag, type ReadTranscript } from '../readTranscript.js'
import { readCueBlocks } from './cueBlocks.js'
import { VTT_MARKUP } from './cueText.js'
import { parseTimingLine } from './cueTime.js'
import { isMicrosofts, withNameRows } from './nameRows.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import { reportCueStyling } from './styling.js'

/** Whether a text says that it is WebVTT. */
export function looksLikeWebVtt(text: string): boolean {
  return /^\s{0,100}WEBVTT(?:\s|$)/.test(text)
}

/**
 * Reads WebVTT (W3C, sections 4 to 6): cues with their voices and word times as plain text. Positions, styles and
 * regions are left behind. What browsers would drop for a small fault is kept where its meaning is clear.
 */
export function readWebVtt(text: string, log: ProblemLog): ReadTranscript | null {
  const lines = linesOf(text)
  const header = headerOf(lines)
  if (!header.isSigned)
    log.add('warning', 'vtt-no-signature', 'the file does not begin with WEBVTT, so browsers refuse it', {
      line: 1,
      hint: 'write WEBVTT on the first line',
    })
  reportCueStyling(text, log)
  const rules = {
    format: 'vtt',
    emptyLineEndsCue: true,
    hasIds: true,
    asides: /^\s*(NOTE|STYLE|REGION)(\s|$)/,
  } as const
  const blocks = readCueBlocks(lines, header.end, rules, log)
  const named = withNameRows(blocks, VTT_MARKUP, isMicrosofts(text))
  return transcriptOfBlocks(named, VTT_MARKUP, log, header.inLanguage)
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
