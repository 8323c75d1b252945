import { linesOf } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readCueBlocks } from './cueBlocks.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import { SRT_MARKUP } from './srt.js'

/** `0:00:01.000,0:00:02.500`, or a line that was meant to be one. */
const TIMES = /^\s{0,20}(\d[\d:;.x]{3,20})\s{0,9},\s{0,9}(\d[\d:;.x]{3,20})\s{0,20}$/

/** Whether a text begins with the times of SubViewer's cues. */
export function looksLikeSbv(text: string): boolean {
  return linesOf(text.slice(0, 2000))
    .slice(0, 6)
    .some((line) => TIMES.test(line))
}

/** Reads SubViewer as YouTube exports it: a line with two times, lines of text with `[br]` for breaks, an empty line. */
export function readSbv(text: string, log: ProblemLog): ReadTranscript | null {
  const lines = linesOf(text).map((line) => line.replace(TIMES, '$1 --> $2').replaceAll('[br]', '<br>'))
  const rules = { format: 'sbv', emptyLineEndsCue: true, hasIds: false, asides: /^\[[A-Z ]{3,40}\]/ } as const
  return transcriptOfBlocks(readCueBlocks(lines, 0, rules, log), SRT_MARKUP, log)
}
