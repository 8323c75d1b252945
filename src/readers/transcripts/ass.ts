import { linesOf, plainWords } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { parseCueTime } from './cueTime.js'
import { escapeCueText, stamp, voiced } from './cueLanguage.js'
import { VTT_MARKUP } from './cueText.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import { reportStyling } from './styling.js'
import type { TimedBlock } from './timedBlock.js'

/** Of events without a `Format:` line (Advanced SubStation Alpha 4.00+). */
const USUAL_FIELDS = 'layer,start,end,style,name,marginl,marginr,marginv,effect,text'.split(',')
/** A style that diarization names after a speaker. */
const SPEAKER_STYLE = /^speaker[ _-]?\w{1,20}$/i

/** Whether a text is a script of SubStation Alpha. */
export function looksLikeAss(text: string): boolean {
  return /^\s{0,100}\[Script Info\]/i.test(text) || /^Dialogue: /m.test(text.slice(0, 20_000))
}

/**
 * Reads Advanced SubStation Alpha and its elder (`.ssa`): `Dialogue:` lines as the `Format:` line orders them, speakers
 * from the Name field, karaoke (`{\k20}`) as word times. Styles, drawings and comments are left out.
 */
export function readAss(text: string, log: ProblemLog): ReadTranscript | null {
  const blocks: TimedBlock[] = []
  const seen = new Set<string>()
  let fields: readonly string[] = USUAL_FIELDS
  linesOf(text).forEach((line, i) => {
    const named = /^Format:(.*)$/i
      .exec(line)?.[1]
      ?.toLowerCase()
      .split(',')
      .map((field) => field.trim())
    if (named?.includes('text')) fields = named
    if (!/^Dialogue:/i.test(line)) return
    const block = blockOf(line.slice('Dialogue:'.length), fields, i + 1)
    if (!block) {
      log.add('error', 'ass-bad-dialogue', 'this line was left out: its times cannot be read', {
        line: i + 1,
        hint: 'write Dialogue: 0,0:01:02.50,0:01:05.00,Default,,0,0,0,,words',
      })
      return
    }
    // Effects draw the same words several times.
    const key = `${block.start} ${block.end} ${block.text}`
    if (block.text !== '' && !seen.has(key)) blocks.push(block)
    seen.add(key)
  })
  if (/^Style:|\{\\/im.test(text)) reportStyling(log)
  return transcriptOfBlocks(
    [...blocks].sort((a, b) => a.start - b.start),
    VTT_MARKUP,
    log,
  )
}

function blockOf(line: string, fields: readonly string[], number: number): TimedBlock | null {
  const parts = line.trimStart().split(',')
  const words = parts.slice(fields.length - 1).join(',')
  const valueOf = (name: string): string => (parts[fields.indexOf(name)] ?? '').trim()
  const [start, end] = [parseCueTime(valueOf('start')), parseCueTime(valueOf('end'))]
  if (start === null || end === null || parts.length < fields.length) return null
  const speaker = valueOf('name') || valueOf('actor') || (SPEAKER_STYLE.exec(valueOf('style'))?.[0] ?? '')
  const text = wordsOf(words, start)
  return { start, end, line: number, text: text === '' ? '' : voiced(speaker, text) }
}

/** A line's words in WebVTT's cue language; empty for drawings. */
function wordsOf(raw: string, start: number): string {
  const parts = raw.split(/\{([^{}]{0,2000})\}/)
  let clock = start
  let isDrawing = false
  const text = parts.map((part, i) => {
    if (i % 2 === 0) return isDrawing ? '' : escapeCueText(part.replace(/\\h/g, ' ')).replace(/\\[Nn]/g, '\n')
    const drawing = /\\p(\d)/.exec(part)?.[1]
    if (drawing !== undefined) isDrawing = drawing !== '0'
    const syllable = /\\[kK][fo]?(\d{1,5})/.exec(part)?.[1]
    if (syllable === undefined) return ''
    const at = clock
    clock += Number(syllable) / 100
    return stamp(at)
  })
  const joined = text.join('')
  return plainWords(joined) === '' ? '' : joined
}
