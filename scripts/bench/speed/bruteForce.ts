import type { Passage } from '../../../src/archive/moment.js'
import { stemOf } from '../../../src/search/stems/english.js'
import { passagesOf } from '../lecternPeer.js'
import { type Corpus, numberOf } from './corpus.js'
import type { BenchQuery } from './kinds.js'
import { wordsOf } from './queries.js'

/** What reading every text says about a query. */
export interface Truth {
  /** Talks and events that answer it: with the words as they are, and with other forms of them too. */
  readonly exact: number
  readonly inflected: number
  /** How many passages hold its scarcest word: where that is small, an engine may forgive a typo. */
  readonly scarcest: number
}

interface Unit {
  readonly kind: string
  readonly words: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
}

/** Answers queries by reading all texts, one talk after the other. */
export function readEverything(corpus: Corpus, queries: readonly BenchQuery[]): Truth[] {
  const stems = new Map<string, string>()
  const stem = (word: string): string => {
    const known = stems.get(word) ?? stemOf(word)
    stems.set(word, known)
    return known
  }
  const exact = queries.map(() => 0)
  const inflected = queries.map(() => 0)
  const counts = queries.map(({ words }) => words.map(() => 0))
  for (const passages of passagesOf(corpus)) {
    const texts = passages.map(wordsOf)
    const units = passages.map(({ kind }, index): Unit => {
      const words = new Set(texts[index])
      return { kind, words, stems: new Set([...words].map(stem)) }
    })
    const speech = texts.filter((_, index) => passages[index]?.kind === 'speech').flat()
    const written = texts.filter((_, index) => passages[index]?.kind !== 'speech')
    const streams = [speech, ...written].map((words) => ` ${words.join(' ')} `)
    queries.forEach((query, index) => {
      const { words, phrase, without, filter } = query
      counts[index]?.forEach((count, place) => {
        const word = words[place] ?? ''
        const held = units.filter((unit) => unit.words.has(word)).length
        if (counts[index]) counts[index][place] = count + held
      })
      if (filter && filter.name !== 'in' && !isSelected(corpus, passages[0], filter)) return
      if (phrase) {
        const found = streams.some((stream) => stream.includes(` ${words.join(' ')} `)) ? 1 : 0
        exact[index] = (exact[index] ?? 0) + found
        inflected[index] = (inflected[index] ?? 0) + found
        return
      }
      const open = units.filter(
        (unit) =>
          (without === undefined || !unit.words.has(without)) &&
          (filter?.name !== 'in' || unit.kind === filter.value),
      )
      if (open.some((unit) => words.some((word) => unit.words.has(word))))
        exact[index] = (exact[index] ?? 0) + 1
      if (open.some((unit) => words.some((word) => unit.stems.has(stem(word)))))
        inflected[index] = (inflected[index] ?? 0) + 1
    })
  }
  return queries.map((_, index) => ({
    exact: exact[index] ?? 0,
    inflected: inflected[index] ?? 0,
    scarcest: Math.min(...(counts[index] ?? [])),
  }))
}

/** Whether a talk, or what belongs to an event alone, is let through by where it belongs. */
function isSelected(
  corpus: Corpus,
  passage: Passage | undefined,
  { name, value }: NonNullable<BenchQuery['filter']>,
): boolean {
  if (!passage) return false
  if (name === 'event') return passage.event === value
  if (name === 'year') return corpus.event(passage.event).startDate?.startsWith(value) === true
  return passage.talk !== undefined && corpus.head(numberOf(passage.talk)).speakers.includes(value)
}
