import { vttTime } from '../../archive/time.js'
import { linesOf, plainWords } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { parseTimingLine } from './cueTime.js'
import { languageNamed } from './languageNamed.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import type { CueMarkup, TimedBlock } from './timedBlock.js'

/** What Whisper prints is words, never markup. */
const PRINTED: CueMarkup = {
  plain: plainWords,
  cues: (raw, { start, end }) => [{ text: plainWords(raw), start, end }],
}

/** `0.00s -> 4.20s`, as the programs print that go by the example of faster-whisper. */
const BARE_SECONDS = /^\s{0,9}(\d{1,6}(?:\.\d{1,3})?)s?\s{1,3}-{1,2}>\s{1,3}(\d{1,6}(?:\.\d{1,3})?)s?\s{0,9}$/

function clocks(_: string, start: string, end: string): string {
  return `${vttTime(Number(start))} --> ${vttTime(Number(end))}`
}

/** The times and the words of a printed line; null for any other line. */
function printed(line: string): { readonly timing: string; readonly words: string } | null {
  const open = line.search(/\S/)
  if (open < 0 || line[open] !== '[') return null
  const close = line.indexOf(']', open)
  const timing = line.slice(open + 1, close).replace(BARE_SECONDS, clocks)
  return close > 0 && close < open + 120 && timing.includes('-->')
    ? { timing, words: line.slice(close + 1) }
    : null
}

/** Whether a text has lines as Whisper prints them while it works. */
export function looksLikeConsole(text: string): boolean {
  return linesOf(text.slice(0, 20_000)).some((line) => printed(line) !== null)
}

/**
 * Reads what Whisper and whisper.cpp print: `[00:00:01.000 --> 00:00:02.000] words`, one cue or one word a line. Lines
 * before the first are messages of the program; later ones without times go on with the cue above.
 */
export function readConsole(text: string, log: ProblemLog): ReadTranscript | null {
  const blocks: TimedBlock[] = []
  let language: string | null = null
  linesOf(text).forEach((content, i) => {
    const line = printed(content)
    if (line === null) {
      const last = blocks.at(-1)
      language ??= languageNamed(
        /^Detect(?:ed|ing) language:?\s*['"]?(\p{L}{2,20})/u.exec(content)?.[1] ?? '',
      )
      if (last && content.trim() !== '')
        blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${content}` }
      return
    }
    const times = parseTimingLine(line.timing)
    if (times) blocks.push({ ...times, line: i + 1, text: line.words })
    else
      log.add('error', 'console-bad-timing', 'this line was left out: its times cannot be read', {
        line: i + 1,
        hint: 'write times as [00:01:02.500 --> 00:01:05.000]',
      })
  })
  return transcriptOfBlocks(blocks, PRINTED, log, language)
}
