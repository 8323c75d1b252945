import type { Cue } from '../../archive/transcript.js'
import type { ProblemLog } from '../problemLog.js'

/** A cue with times and the line it came from. */
export interface PlacedCue {
  readonly cue: Cue & { readonly start: number; readonly end: number }
  /** 1-based; absent where the format has no lines. */
  readonly line?: number
}

/** Longer cues that run into the next one are taken for endless. Seconds. */
const ENDLESS = 300
/** The same for the last cue, which nothing follows. */
const ENDLESS_LAST = 3600

/** Cues in order of start, each with a length: what is out of order, reversed, empty or endless is mended and reported. */
export function settleCues(placed: readonly PlacedCue[], log: ProblemLog): readonly PlacedCue['cue'][] {
  const spoken = placed.filter(({ cue, line }) => {
    if (cue.text === '') log.add('info', 'cue-empty', 'this cue has no words and was left out', { line })
    return cue.text !== ''
  })
  const late = spoken.find(({ cue }, i) => cue.start < (spoken[i - 1]?.cue.start ?? 0))
  if (late)
    log.add('warning', 'cues-out-of-order', 'cues from here on were put in order of their start', {
      line: late.line,
    })
  const ordered = [...spoken].sort((a, b) => a.cue.start - b.cue.start)
  const starts = nextStarts(ordered)
  const settled = ordered.map((place, i) => withLength(place, starts[i] ?? null, log))
  const overlaps = settled.filter((cue, i) => cue.end > (settled[i + 1]?.start ?? Infinity) + 0.05).length
  if (overlaps > 0)
    log.add('info', 'cues-overlap', `${overlaps} cue(s) are still up when the next one begins`)
  return settled
}

function withLength({ cue, line }: PlacedCue, next: number | null, log: ProblemLog): PlacedCue['cue'] {
  const length = cue.end - cue.start
  const isEndless = next === null ? length > ENDLESS_LAST : length > ENDLESS && next < cue.end
  if (length > 0 && !isEndless) return cue
  const saying = cue.start + Math.max(1, cue.text.length / 15)
  const end = isEndless && next !== null ? next : Math.min(saying, next ?? Infinity)
  if (isEndless)
    log.add('warning', 'cue-endless', 'this cue does not end; it was ended where the next one begins', {
      line,
    })
  else if (length < 0)
    log.add('warning', 'cue-reversed', 'this cue ends before it begins; its end was set anew', { line })
  else log.add('info', 'cue-without-length', 'this cue has no length; its end was set anew', { line })
  return { ...cue, end: Math.round(end * 1000) / 1000 }
}

/** For each cue, where the first cue begins that begins later. */
function nextStarts(ordered: readonly PlacedCue[]): readonly (number | null)[] {
  const starts = new Array<number | null>(ordered.length).fill(null)
  for (let i = ordered.length - 2; i >= 0; i--) {
    const [here, after] = [ordered[i]?.cue.start ?? 0, ordered[i + 1]?.cue.start ?? 0]
    starts[i] = after > here ? after : (starts[i + 1] ?? null)
  }
  return starts
}
