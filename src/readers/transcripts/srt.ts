import { linesOf } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readCueBlocks } from './cueBlocks.js'
import { plainCueText } from './cueText.js'
import { isMicrosofts, withNameRows } from './nameRows.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import { reportCueStyling } from './styling.js'
import type { CueMarkup } from './timedBlock.js'

/** HTML's oldest tags and nothing else: `vector<int>` is text. */
export const SRT_MARKUP: CueMarkup = {
  plain: (raw) => plainCueText(raw, 'keep'),
  cues: (raw, { start, end }) => [{ text: plainCueText(raw, 'keep'), start, end }],
}

/** Whether a text begins with SubRip's cues: a time with an arrow, below a counter or not. */
export function looksLikeSrt(text: string): boolean {
  return /^\s{0,100}(?:\d{1,9}\s{1,20})?(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9}|[:;]\d{2,3})?\s{0,9}-->/.test(
    text,
  )
}

/**
 * Reads SubRip (no standard; as players take it): counters may be missing, times may have dots or one-digit hours,
 * empty lines may stand inside a cue. `<i>`, `{\an8}` and their like are left behind.
 */
export function readSrt(text: string, log: ProblemLog): ReadTranscript | null {
  reportCueStyling(text, log)
  const rules = { format: 'srt', emptyLineEndsCue: false, hasIds: true, asides: null } as const
  const blocks = readCueBlocks(linesOf(text), 0, rules, log)
  return transcriptOfBlocks(withNameRows(blocks, SRT_MARKUP, isMicrosofts(text)), SRT_MARKUP, log)
}
