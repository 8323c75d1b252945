/** Between two spots whose units are noted: a power of two, not many more than the words of a unit. */
const STEP_BITS = 5

/**
 * The axis of all words: the positions of all units, one unit after the other. A place on it is a "spot"; it tells both
 * the unit and the position there.
 */
export class UnitAxis {
  /** By unit its first spot, and the end. */
  readonly starts: Uint32Array
  /** The unit of every so manyth spot. */
  readonly #noted: Uint32Array

  constructor(starts: Uint32Array) {
    this.starts = starts
    this.#noted = new Uint32Array((this.spots >>> STEP_BITS) + 1)
    let unit = 0
    for (let note = 0; note < this.#noted.length; note += 1) {
      while (unit + 2 < starts.length && starts[unit + 1]! <= note << STEP_BITS) unit += 1
      this.#noted[note] = unit
    }
  }

  /** How many there are. */
  get spots(): number {
    return this.starts[this.starts.length - 1]!
  }

  /** The unit of a spot. */
  unitOf(spot: number): number {
    const { starts } = this
    let unit = this.#noted[spot >>> STEP_BITS]!
    while (starts[unit + 1]! <= spot) unit += 1
    return unit
  }
}
