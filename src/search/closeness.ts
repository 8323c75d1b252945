import type { Sought } from './rank.js'

/** Words that stand as far apart as in the query, at most so far. */
const PAIR = 0.6
const PAIR_REACH = 2
/** All of at least three words, near each other: halved where so many positions lie between them. */
const ALL_NEAR = 0.5
const NEAR = 16
const FEWEST_NEAR = 3

/** A place of a word in a unit. */
export interface Place {
  readonly word: number
  readonly position: number
  readonly end: number
  readonly weight: number
}

/**
 * What it adds to a unit that words stand together.
 * @param places in the order of positions
 * @param major the numbers of the words that are no stop words
 */
export function closeness(
  places: readonly Place[],
  sought: Sought,
  idf: readonly number[],
  major: readonly number[],
): number {
  return pairs(places, sought, idf) + allNear(places, sought, idf, major)
}

/** What words add that stand to each other as in the query. */
function pairs(places: readonly Place[], { words }: Sought, idf: readonly number[]): number {
  const best = new Map<number, number>()
  places.forEach((place, index) => {
    const first = words[place.word]!.place
    for (let next = index + 1; next < places.length; next += 1) {
      const other = places[next]!
      const distance = other.position - place.position
      if (distance > PAIR_REACH) break
      if (distance === 0 || other.word === place.word || words[other.word]!.place - first !== distance)
        continue
      const key = place.word * words.length + other.word
      best.set(key, Math.max(best.get(key) ?? 0, Math.min(place.weight, other.weight)))
    }
  })
  let sum = 0
  for (const [key, weight] of best)
    sum += PAIR * weight * Math.min(idf[Math.floor(key / words.length)]!, idf[key % words.length]!)
  return sum
}

/** What it adds that all of several words stand near each other. */
function allNear(
  places: readonly Place[],
  { words }: Sought,
  idf: readonly number[],
  major: readonly number[],
): number {
  if (major.length < FEWEST_NEAR) return 0
  const window = smallestWindow(
    places.filter(({ word }) => !words[word]!.minor),
    major,
  )
  if (window === null) return 0
  const sum = major.reduce((total, word) => total + idf[word]!, 0)
  return (ALL_NEAR * sum) / (1 + Math.max(0, window - major.length) / NEAR)
}

/** The length of the smallest stretch of positions with one place of every word; null where one is missing. */
function smallestWindow(places: readonly Place[], words: readonly number[]): number | null {
  const counts = new Map(words.map((word) => [word, 0]))
  let missing = words.length
  let from = 0
  let best: number | null = null
  for (const { word, end } of places) {
    const count = counts.get(word)!
    if (count === 0) missing -= 1
    counts.set(word, count + 1)
    while (missing === 0) {
      const first = places[from]!
      best = Math.min(best ?? Infinity, end - first.position)
      const left = counts.get(first.word)! - 1
      counts.set(first.word, left)
      if (left === 0) missing += 1
      from += 1
    }
  }
  return best
}
