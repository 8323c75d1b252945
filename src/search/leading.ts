/**
 * The places of the largest numbers, in no order.
 * @param most how many
 */
export function largest(numbers: Float32Array | Float64Array, most: number): number[] {
  if (numbers.length <= most) return Array.from(numbers, (_, index) => index)
  // The least of the best so far is at the top of a heap.
  const heap: number[] = []
  const valueAt = (slot: number): number => numbers[heap[slot]!]!
  const sink = (start: number): void => {
    let slot = start
    for (;;) {
      let least = slot
      for (let child = 2 * slot + 1; child <= 2 * slot + 2; child += 1)
        if (child < heap.length && valueAt(child) < valueAt(least)) least = child
      if (least === slot) return
      const moved = heap[slot]!
      heap[slot] = heap[least]!
      heap[least] = moved
      slot = least
    }
  }
  for (let index = 0; index < most; index += 1) heap.push(index)
  for (let slot = most >> 1; slot >= 0; slot -= 1) sink(slot)
  let threshold = valueAt(0)
  for (let index = most; index < numbers.length; index += 1) {
    if (numbers[index]! <= threshold) continue
    heap[0] = index
    sink(0)
    threshold = valueAt(0)
  }
  return heap
}

/**
 * The items that are worth most, in no order, with all that are worth as much as the last of them: to be sorted by more
 * than their worth without sorting all.
 */
export function leading<T>(items: readonly T[], most: number, worth: (item: T) => number): T[] {
  if (items.length <= most) return [...items]
  if (most <= 0) return []
  const worths = new Float64Array(items.length)
  for (let index = 0; index < items.length; index += 1) worths[index] = worth(items[index]!)
  const least = largest(worths, most).reduce((low, index) => Math.min(low, worths[index]!), Infinity)
  const chosen: T[] = []
  for (let index = 0; index < items.length; index += 1)
    if (worths[index]! >= least) chosen.push(items[index]!)
  return chosen
}
