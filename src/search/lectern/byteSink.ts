/** Bytes that grow at their end. */
export class ByteSink {
  bytes = new Uint8Array(1 << 16)
  length = 0

  /** Makes room for so many more bytes. */
  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }

  /** One byte; there must be room. */
  push(byte: number): void {
    this.bytes[this.length] = byte
    this.length += 1
  }

  /** A whole number from 0 to 2^32 - 1 in groups of seven bits, lowest first (LEB128). There must be room for five bytes. */
  pushVarint(value: number): void {
    let rest = value
    while (rest > 127) {
      this.push((rest & 127) | 128)
      rest >>>= 7
    }
    this.push(rest)
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** What was written; a view, not a copy. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }
}

/** Whole 32-bit numbers that grow at their end. */
export class WordSink {
  words = new Uint32Array(1 << 12)
  length = 0

  push(word: number): void {
    if (this.length === this.words.length) {
      const grown = new Uint32Array(this.words.length * 2)
      grown.set(this.words)
      this.words = grown
    }
    this.words[this.length] = word
    this.length += 1
  }

  written(): Uint32Array {
    return this.words.subarray(0, this.length)
  }
}
