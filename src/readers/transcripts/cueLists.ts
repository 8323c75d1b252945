import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { parseCueTime } from './cueTime.js'
import { VTT_MARKUP } from './cueText.js'
import { fieldsOf, listOf, textIn } from './jsonValues.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import type { TimedBlock } from './timedBlock.js'

/** Whether a document is RubyEvents' `transcripts.yml`: recordings, each with its cues. */
export function looksLikeCueLists(document: unknown): boolean {
  const first = fieldsOf(listOf(document)?.find((item) => cuesOf(item) !== undefined) ?? document)
  return cuesOf(first)?.some((cue) => fieldsOf(cue)?.['start_time'] !== undefined) ?? false
}

/**
 * Reads RubyEvents' cues: `[{video_id, cues: [{start_time, end_time, text}]}]`, whose text is WebVTT's. Where there are
 * several recordings, the one whose id is part of the path counts, else the first.
 */
export function readCueLists(document: unknown, log: ProblemLog, path: string): ReadTranscript | null {
  const recordings = (listOf(document) ?? [document]).filter((item) => cuesOf(item) !== undefined)
  const idOf = (item: unknown): string => textIn(fieldsOf(item), 'video_id') ?? '?'
  const chosen = recordings.find((item) => idOf(item) !== '?' && path.includes(idOf(item))) ?? recordings[0]
  if (recordings.length > 1)
    log.add(
      'warning',
      'several-transcripts',
      `the file holds transcripts of ${recordings.length} recordings; read was that of ${idOf(chosen)}`,
      { hint: 'give each talk a file of its own' },
    )
  const blocks = (cuesOf(chosen) ?? []).flatMap((cue, i): TimedBlock[] => {
    const fields = fieldsOf(cue)
    const [start, end] = ['start_time', 'end_time'].map((name) => parseCueTime(textIn(fields, name) ?? ''))
    const text = textIn(fields, 'text')
    if (start !== undefined && start !== null && text !== undefined)
      return [{ start, end: end ?? start, text }]
    log.add('error', 'segment-left-out', `cue ${i + 1} was left out: it has no text or no time`)
    return []
  })
  return transcriptOfBlocks(blocks, VTT_MARKUP, log)
}

function cuesOf(item: unknown): readonly unknown[] | undefined {
  return listOf(fieldsOf(item)?.['cues'])
}
