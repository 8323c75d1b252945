import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { escapeCueText, stamp } from './cueLanguage.js'
import { VTT_MARKUP } from './cueText.js'
import { fieldsOf, listOf, millisecondsIn, wordsIn, type Fields } from './jsonValues.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import type { TimedBlock } from './timedBlock.js'

/** Whether a document is YouTube's json3 (`fmt=json3` of its timed text; no standard). */
export function looksLikeJson3(document: unknown): boolean {
  const fields = fieldsOf(document)
  const events = listOf(fields?.['events'])
  return (
    events !== undefined &&
    (fields?.['wireMagic'] === 'pb3' ||
      events.length === 0 ||
      events.some((event) => fieldsOf(event)?.['tStartMs'] !== undefined))
  )
}

/**
 * Reads YouTube's json3: events with a start and a duration, made of pieces with their offsets. In automatic captions
 * an event stays on the screen while the next one is spoken; it ends there. Events without words only move lines.
 */
export function readJson3(document: unknown, log: ProblemLog): ReadTranscript | null {
  const events = (listOf(fieldsOf(document)?.['events']) ?? []).flatMap((event, i) => {
    const fields = fieldsOf(event)
    const pieces = (listOf(fields?.['segs']) ?? []).flatMap((piece): Fields[] => {
      const found = fieldsOf(piece)
      return found ? [found] : []
    })
    if (!fields || pieces.every((piece) => (wordsIn(piece, 'utf8') ?? '').trim() === '')) return []
    const start = millisecondsIn(fields, 'tStartMs')
    if (start !== undefined) return [{ fields, pieces, start }]
    log.add('error', 'segment-left-out', `event ${i + 1} was left out: it has no start`)
    return []
  })
  const isSpoken = events.some(({ pieces }) => pieces.some((piece) => piece['tOffsetMs'] !== undefined))
  const blocks = events.map(({ fields, pieces, start }, i): TimedBlock => {
    const shown = start + (millisecondsIn(fields, 'dDurationMs') ?? 0)
    const next = events[i + 1]?.start ?? Infinity
    const end = isSpoken && next > start ? Math.min(shown, next) : shown
    return {
      start,
      end: Math.round(end * 1000) / 1000,
      text: isSpoken ? spokenText(pieces, start) : plainText(pieces),
    }
  })
  return transcriptOfBlocks(blocks, VTT_MARKUP, log)
}

function plainText(pieces: readonly Fields[]): string {
  return escapeCueText(pieces.map((piece) => wordsIn(piece, 'utf8') ?? '').join(''))
}

/** Each piece after the time it is spoken at. */
function spokenText(pieces: readonly Fields[], start: number): string {
  const parts = pieces.map((piece) => {
    const text = wordsIn(piece, 'utf8') ?? ''
    const lead = /^\s*/.exec(text)?.[0] ?? ''
    const at = start + (millisecondsIn(piece, 'tOffsetMs') ?? 0)
    return text.trim() === '' ? text : `${lead}${stamp(at)}${escapeCueText(text.slice(lead.length))}`
  })
  return parts.join('')
}
