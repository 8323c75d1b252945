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
 * The places of the largest numbers, in no order, with all that are as large as the last of them: to be sorted by more
 * than these without sorting all.
 */
export function leading(numbers: Float64Array, most: number): number[] {
  if (most <= 0) return []
  const chosen = largest(numbers, most)
  if (chosen.length === numbers.length) return chosen
  const least = chosen.reduce((low, place) => Math.min(low, numbers[place]!), Infinity)
  const all: number[] = []
  for (let place = 0; place < numbers.length; place += 1) if (numbers[place]! >= least) all.push(place)
  return all
}
