import type { Reading } from '../../archive/problem.js'
import { decodeReferences } from '../characterReferences.js'
import { readCueBlocks } from './cueBlocks.js'
import { tokenizeCue, withoutOverrides } from './cueMarkup.js'
import { readText } from '../decodeText.js'
import { linesOf, plainWords } from '../plainWords.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { timingOf, type ReadTranscript } from '../readTranscript.js'
import { settleCues } from './settleCues.js'
import { readVttText } from './webvtt.js'
import { isWrongFile } from '../wrongFile.js'

/**
 * Reads SubRip (no standard; as players take it): counters may be missing, times may have dots or one-digit hours,
 * empty lines may stand inside a cue. `<i>`, `{\an8}` and their like are left behind.
 */
export function readSrt(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'SubRip', log)) return { value: null, problems: log.list() }
  const value = /^\s*WEBVTT\s/.test(text) ? readVttText(text, log) : readSrtText(text, log)
  return { value, problems: log.list() }
}

function readSrtText(text: string, log: ProblemLog): ReadTranscript | null {
  const rules = { format: 'srt', emptyLineEndsCue: false, asides: null } as const
  const blocks = readCueBlocks(linesOf(text), 0, rules, log)
  const placed = blocks.map(({ start, end, line, text: raw }) => ({
    cue: { text: srtWords(raw), start, end },
    line,
  }))
  const cues = settleCues(placed, log)
  if (cues.length > 0) return { timing: timingOf(cues), cues }
  log.add('warning', 'transcript-empty', 'there is no cue in this file')
  return null
}

function srtWords(raw: string): string {
  const tokens = tokenizeCue(withoutOverrides(raw), 'keep')
  const parts = tokens.map((token) => {
    if (token.type === 'text') return decodeReferences(token.text)
    return token.type === 'start' && token.name === 'br' ? ' ' : ''
  })
  return plainWords(parts.join(''))
}
