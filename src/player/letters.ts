/** A place between two characters of one of several texts. */
export interface TextPlace {
  /** Which text. */
  readonly text: number
  /** Characters (UTF-16) of it that stand before the place. */
  readonly offset: number
}

/** Finds places by the number of characters that are not white space before them, however the texts are joined. */
export interface Letters {
  /** Before the next such character: where something begins. */
  begin(letters: number): TextPlace | null
  /** Behind the last of them: where something ends. */
  end(letters: number): TextPlace | null
}

const SPACE = /\s/u

/** @param texts in order; together they have the characters that are counted */
export function createLetters(texts: readonly string[]): Letters {
  const ends: number[] = []
  let sum = 0
  for (const text of texts) {
    sum += text.replace(/\s+/gu, '').length
    ends.push(sum)
  }
  /** The place before the character with this number, counted from 0. */
  const before = (letter: number): TextPlace | null => {
    const text = firstAbove(ends, letter)
    let left = letter - (ends[text - 1] ?? 0)
    const characters = texts[text] ?? ''
    for (let offset = 0; offset < characters.length; offset += 1) {
      if (SPACE.test(characters.charAt(offset))) continue
      if (left === 0) return { text, offset }
      left -= 1
    }
    return null
  }
  return {
    begin: before,
    end: (letters) => {
      const last = letters > 0 ? before(letters - 1) : null
      return last && { text: last.text, offset: last.offset + 1 }
    },
  }
}

function firstAbove(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low
}
