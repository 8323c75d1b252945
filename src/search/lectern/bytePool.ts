/** The smallest block. Like all others its size is a power of two: so a stream's length tells the size of its block. */
const LEAST = 8

/**
 * Many streams of bytes that grow side by side in one array. Each lies in a block of its own, which is exchanged for
 * one of twice the size when it is full; blocks that were left are used again.
 */
export class BytePool {
  bytes = new Uint8Array(1 << 16)
  #end = 0
  /** By the logarithm of their size, where blocks begin that are free. */
  readonly #free: number[][] = Array.from({ length: 32 }, () => [])

  /**
   * Makes room for one more byte; to be called when a stream's length is a power of two or 0, as a block may be full
   * then.
   * @returns where the stream begins from now on
   */
  grow(start: number, length: number): number {
    if (length === 0) return this.#take(LEAST)
    if (length < LEAST) return start
    const to = this.#take(2 * length)
    this.bytes.copyWithin(to, start, start + length)
    this.#free[Math.log2(length)]!.push(start)
    return to
  }

  #take(size: number): number {
    const known = this.#free[Math.log2(size)]!.pop()
    if (known !== undefined) return known
    const start = this.#end
    this.#end += size
    if (this.#end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.#end, 2 * this.bytes.length))
      larger.set(this.bytes.subarray(0, start))
      this.bytes = larger
    }
    return start
  }
}
