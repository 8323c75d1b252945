import type { Cue } from '../../archive/transcript.js'
import type { CueTimes } from './cueTime.js'

/** A cue before its text is understood. */
export interface TimedBlock extends CueTimes {
  /** 1-based, of its timing line; absent where the format has no lines. */
  readonly line?: number
  /** Who speaks, where the file has it apart from the text. */
  readonly speaker?: string
  /** In the markup of its format, rows apart by LF. */
  readonly text: string
}

/** What the text of a format's cues means. */
export interface CueMarkup {
  /** A row of a cue as plain text. */
  plain(raw: string): string
  /** The cues in a block's text: more than one where several voices speak. */
  cues(raw: string, times: CueTimes): readonly (Cue & { readonly start: number; readonly end: number })[]
}

/** A block's rows that hold text, each as it stands and as plain text. */
export function rowsOf(block: TimedBlock, markup: CueMarkup): readonly { raw: string; plain: string }[] {
  return block.text
    .split('\n')
    .map((raw) => ({ raw, plain: markup.plain(raw) }))
    .filter((row) => row.plain !== '')
}
