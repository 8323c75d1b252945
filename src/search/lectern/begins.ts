/** Beginnings that are looked at together. */
export const BLOCK = 4096

/** Where phrases begin: parallel columns, in order. */
export interface Begins {
  /** On the axis of all positions. */
  positions: Uint32Array
  /** The units they lie in; while they are struck out, units near those. */
  units: Uint32Array
  count: number
}

/** Columns with room for a block. */
export function createBegins(): Begins {
  return { positions: new Uint32Array(2 * BLOCK), units: new Uint32Array(2 * BLOCK), count: 0 }
}

/** Makes room for so many in all. */
export function reserve(begins: Begins, count: number): void {
  if (count <= begins.positions.length) return
  begins.positions = enlarged(begins.positions, 2 * count)
  begins.units = enlarged(begins.units, 2 * count)
}

/** The unit that holds a position of the axis, looked for from one that is near. */
export function unitNear(firstPositions: Uint32Array, near: number, position: number): number {
  let unit = near
  while (position < firstPositions[unit]!) unit -= 1
  while (position >= firstPositions[unit + 1]!) unit += 1
  return unit
}

/** The same numbers with room for more. */
export function enlarged(numbers: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length)
  larger.set(numbers)
  return larger
}
