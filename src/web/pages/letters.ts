import { firstLetter } from './labels.js'

/** Rows under their first letter. */
export interface LetterGroup<T> {
  readonly letter: string
  /** Fit for an address; unique among the groups of a list. */
  readonly anchor: string
  readonly rows: readonly T[]
}

/** Groups rows, in the order they have, by the first letter of a name without its accents; `#` where there is none. */
export function byLetter<T>(rows: readonly T[], nameOf: (row: T) => string): readonly LetterGroup<T>[] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const first = firstLetter(nameOf(row).normalize('NFD').replace(/\p{M}/gu, ''))
    const letter = /\p{L}/u.test(first) ? first : '#'
    const members = groups.get(letter)
    if (members) members.push(row)
    else groups.set(letter, [row])
  }
  return [...groups].map(([letter, members]) => ({
    letter,
    anchor: letter === '#' ? 'letter-other' : `letter-${letter}`,
    rows: members,
  }))
}
