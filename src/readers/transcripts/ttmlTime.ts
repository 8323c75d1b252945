/** What a document says about its frames and ticks (TTML2, section 7.2). */
export interface TtmlRates {
  /** A second. */
  readonly frames: number
  readonly subFrames: number
  /** A second. */
  readonly ticks: number
}

const CLOCK = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9})|[:;](\d{1,3})(?:\.(\d{1,3}))?)?$/
const OFFSET = /^(\d{1,12}(?:\.\d{1,9})?)\s?(h|ms|m|s|f|t)?$/

/**
 * The seconds of a time expression (TTML2, section 12.3.1): a clock with fraction or frames, or an amount with its
 * unit. Tools also write clocks without hours, and bare seconds. Null for anything else.
 */
export function ttmlSeconds(text: string, rates: TtmlRates): number | null {
  const value = text.trim()
  const clock = CLOCK.exec(value)
  if (clock) {
    const [, hours = '0', minutes = '0', seconds = '0', fraction, frames, subFrames] = clock
    const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    const part = Number(frames ?? 0) + Number(subFrames ?? 0) / rates.subFrames
    return round(whole + Number(`0.${fraction ?? '0'}`) + part / rates.frames)
  }
  const offset = OFFSET.exec(value)
  if (!offset) return null
  const unit = { h: 3600, m: 60, s: 1, ms: 0.001, f: 1 / rates.frames, t: 1 / rates.ticks }
  return round(Number(offset[1]) * unit[(offset[2] ?? 's') as keyof typeof unit])
}

/** The rates in a document's root, with the defaults of TTML2: 30 frames, one tick a frame and sub-frame. */
export function ttmlRates(attributeOf: (name: string) => string | undefined): TtmlRates {
  const stated = positive(attributeOf('frameRate'))
  const [over, under] = (attributeOf('frameRateMultiplier') ?? '1 1').trim().split(/[\s:]+/, 2)
  const frames = ((stated ?? 30) * (positive(over) ?? 1)) / (positive(under) ?? 1)
  const subFrames = positive(attributeOf('subFrameRate')) ?? 1
  const ticks = positive(attributeOf('tickRate')) ?? (stated === null ? 1 : frames * subFrames)
  return { frames, subFrames, ticks }
}

function positive(text: string | undefined): number | null {
  const number = Number(text)
  return number > 0 && number < 1e12 ? number : null
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
