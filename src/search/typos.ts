/** Longer words are not searched for typos: the cost grows with length, and they are seldom words. */
const LONGEST = 32

/** How many edits a word may be from what was meant: none for short words, where every other word is near. */
export function typosAllowed(word: string): number {
  if (word.length > LONGEST || /\d/.test(word)) return 0
  return word.length < 5 ? 0 : word.length < 8 ? 1 : 2
}
