/** A small gray picture: one byte a pixel, row by row. */
export interface GrayFrame {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** What tells a picture worth showing from black, fades, blur and plain cards. */
export interface FrameMeasure {
  /** Standard deviation of brightness, 0 to 127. */
  readonly spread: number
  /** Shannon entropy of brightness in 64 steps, bits, 0 to 6. */
  readonly entropy: number
  /** Variance of the Laplacian: high for edges in focus (Pech-Pacheco et al., ICPR 2000). */
  readonly sharpness: number
}

/** Measures brightness and edges; a border of one pixel has no Laplacian. */
export function measureFrame({ width, height, pixels }: GrayFrame): FrameMeasure {
  const steps = new Uint32Array(64)
  let sum = 0
  let squares = 0
  for (const value of pixels) {
    steps[value >> 2] = (steps[value >> 2] ?? 0) + 1
    sum += value
    squares += value * value
  }
  const mean = sum / pixels.length
  let entropy = 0
  for (const count of steps)
    if (count > 0) entropy -= (count / pixels.length) * Math.log2(count / pixels.length)
  return {
    spread: Math.sqrt(Math.max(0, squares / pixels.length - mean * mean)),
    entropy,
    sharpness: sharpnessOf(width, height, pixels),
  }
}

function sharpnessOf(width: number, height: number, pixels: Uint8Array): number {
  let sum = 0
  let squares = 0
  let n = 0
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const at = y * width + x
      const around = px(at - 1) + px(at + 1) + px(at - width) + px(at + width)
      const laplacian = around - 4 * px(at)
      sum += laplacian
      squares += laplacian * laplacian
      n++
    }
  }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2

  function px(at: number): number {
    return pixels[at] ?? 0
  }
}

/** Below these a picture shows next to nothing: black, white, one colour, the last of a fade. */
const PLAIN_SPREAD = 8
const PLAIN_ENTROPY = 0.25

/** Whether a picture shows next to nothing. */
export function isPlain({ spread, entropy }: FrameMeasure): boolean {
  return spread < PLAIN_SPREAD || entropy < PLAIN_ENTROPY
}

/**
 * The place of the best picture in a list, -1 for an empty one. Sharpness counts against the sharpest of the list,
 * because how many edges there are hangs on what was filmed; a slide with few grays is as good as a face, so that
 * entropy counts little. Of equals the earlier wins.
 */
export function bestFrame(measures: readonly FrameMeasure[]): number {
  const sharpest = Math.max(1, ...measures.map((measure) => measure.sharpness))
  const score = (measure: FrameMeasure): number =>
    (isPlain(measure) ? 0.01 : 1) *
    Math.min(1, measure.spread / 48) *
    (0.6 + (0.4 * measure.entropy) / 6) *
    Math.sqrt(measure.sharpness / sharpest)
  let best = -1
  let most = -1
  measures.forEach((measure, i) => {
    const points = score(measure)
    if (points > most * 1.02) {
      most = points
      best = i
    }
  })
  return best
}
