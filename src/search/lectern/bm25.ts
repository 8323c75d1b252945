/** Okapi BM25+ with MiniSearch's constants (Lv and Zhai, Lower-bounding term frequency normalization, CIKM 2011). */
const K = 1.2
const B = 0.7
const DELTA = 0.5

/** What BM25+ needs of the whole index. */
export interface Statistics {
  /** Units that are in the archive. */
  readonly units: number
  /** Different terms of a unit, on average. */
  readonly averageLength: number
}

/** The weight of a word that so many units hold. */
export function inverseFrequency(holders: number, { units }: Statistics): number {
  return Math.log(1 + (units - holders + 0.5) / (holders + 0.5))
}

/** By a unit's length, what its term frequencies are weighed against. */
export function lengthNorms({ averageLength }: Statistics, longest: number): Float64Array {
  return Float64Array.from(
    { length: longest + 1 },
    (_, length) => K * (1 - B + (B * length) / Math.max(averageLength, 1e-9)),
  )
}

/** What a term adds to a unit that holds it so often. @param norm what its frequency there is weighed against */
export function termScore(weight: number, frequency: number, norm: number): number {
  return weight * (DELTA + (frequency * (K + 1)) / (frequency + norm))
}
