import type { Passage } from '../../../src/archive/moment.js'
import { createRandom, type Random } from '../../torture/random.js'
import { passagesOfTalk } from '../lecternPeer.js'
import type { Corpus } from './corpus.js'
import { type BenchQuery, type FilterName, type Kind, KINDS, typed } from './kinds.js'

/** Words are frequent up to this rank, and rare from this one on. */
const FREQUENT = 800
const RARE = 15_000
/** So many of the collocations surely occur. */
const FREQUENT_COLLOCATIONS = 300
const TENTH_PAGE = 90
const FILTERS: readonly FilterName[] = ['event', 'year', 'speaker', 'in']
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('')

/** A passage to draw words from. */
interface Place {
  readonly number: number
  readonly passage: Passage
  /** The passage's words, and those of the passage that follows it in the transcript. */
  readonly words: readonly string[]
  readonly following: readonly string[]
}

type Draw = () => Partial<BenchQuery> & Pick<BenchQuery, 'words'>

/** Queries of every kind, each with an answer in the collection, no two alike; always the same. */
export function drawQueries(corpus: Corpus, count: number): ReadonlyMap<Kind, readonly BenchQuery[]> {
  return new Map(
    KINDS.map((kind) => {
      const random = createRandom(`queries ${kind} ${corpus.talks}`)
      const draw = drawers(corpus, random)[kind]
      const queries = new Map<string, BenchQuery>()
      for (let tries = 0; queries.size < count && tries < count * 50; tries += 1) {
        const query = { ...PLAIN, kind, ...draw() }
        const key = `${typed(query)} ${query.filter?.name ?? ''} ${query.filter?.value ?? ''}`
        if (query.words.length > 0) queries.set(key, query)
      }
      if (queries.size < count)
        throw new Error(`only ${queries.size} queries of the kind ${kind} could be drawn`)
      return [kind, [...queries.values()]]
    }),
  )
}

const PLAIN = { prefix: false, typo: false, phrase: false, byDate: false, offset: 0 } as const

function drawers(corpus: Corpus, random: Random): Readonly<Record<Kind, Draw>> {
  const { words: vocabulary, stopWords } = corpus.vocabulary
  const known = new Set(vocabulary)
  const ranks = new Map(vocabulary.map((word, rank) => [word, rank]))
  const rankOf = (word: string): number => ranks.get(word) ?? -1
  const wordAt = (rank: number): string => vocabulary[rank] ?? ''
  const several = (count: number, draw: () => string): string[] => {
    const drawn = new Set<string>()
    for (let tries = 0; drawn.size < count && tries < 100; tries += 1) drawn.add(draw())
    return [...drawn]
  }
  const frequent = (): string => wordAt(stopWords + random.below(FREQUENT - stopWords))
  const topical = (count: number): string[] => {
    const { topics } = corpus.talk(random.below(corpus.talks)).words
    const topic = corpus.topicWords[random.pick(topics)] ?? []
    return several(count, () => wordAt(topic[random.below(Math.min(20, topic.length))] ?? 0))
  }
  const place = (kind?: Passage['kind']): Place => {
    const number = random.below(corpus.talks)
    const passages = passagesOfTalk(corpus, number).filter((passage) =>
      kind === undefined ? passage.kind === 'speech' || passage.kind === 'slide' : passage.kind === kind,
    )
    const index = random.below(passages.length)
    const passage = passages[index]
    if (!passage) throw new Error(`talk ${number} has no passages`)
    const next = passages[index + 1]
    const follows = next?.kind === 'speech' && passage.kind === 'speech'
    return { number, passage, words: wordsOf(passage), following: follows ? wordsOf(next) : [] }
  }
  const wordOf = (
    words: readonly string[],
    fits: (rank: number, word: string) => boolean,
  ): string | undefined => {
    const fitting = words.filter((word) => fits(rankOf(word), word))
    return fitting.length > 0 ? random.pick(fitting) : undefined
  }
  const given = (...words: readonly (string | undefined)[]): string[] =>
    words.filter((word) => word !== undefined)
  const telling = (words: readonly string[], count: number): string[] => {
    const fitting = words.filter((word) => rankOf(word) >= stopWords)
    return fitting.length < count ? [] : several(count, () => random.pick(fitting))
  }

  return {
    common: () => ({ words: several(1 + random.below(3), frequent) }),
    rare: () => {
      const { words } = place()
      const rare = words.filter((word) => rankOf(word) >= RARE)
      return {
        words:
          rare.length === 0
            ? []
            : several(Math.min(rare.length, 1 + random.below(2)), () => random.pick(rare)),
      }
    },
    topical: () => ({ words: topical(2 + random.below(3)) }),
    prefix: () => {
      const last = wordOf(place().words, (rank, word) => rank >= stopWords && word.length >= 5)
      if (last === undefined) return { words: [] }
      const cut = last.slice(0, 3 + random.below(last.length - 3))
      return { words: [...topical(random.below(2)), cut], prefix: true }
    },
    typo: () => {
      const word = wordOf(place().words, (rank, text) => rank >= 2000 && text.length >= 6)
      const wrong = word === undefined ? undefined : misspell(word, random)
      if (wrong === undefined || known.has(wrong)) return { words: [] }
      return { words: [wrong, ...topical(random.below(2))], typo: true }
    },
    phrase: () => {
      if (random.below(2) === 0) {
        const collocation = corpus.collocations[random.below(FREQUENT_COLLOCATIONS)] ?? []
        return { words: collocation.map(wordAt), phrase: true }
      }
      const { words } = place()
      const length = 2 + random.below(3)
      const from = random.below(Math.max(1, words.length - length))
      return { words: words.slice(from, from + length), phrase: true }
    },
    across: () => {
      const { words, following } = place('speech')
      const length = 2 + random.below(3)
      const before = 1 + random.below(length - 1)
      if (following.length < length) return { words: [] }
      return { words: [...words.slice(-before), ...following.slice(0, length - before)], phrase: true }
    },
    'stop words': () => {
      const function_ = several(6, () => wordAt(random.below(stopWords)))
      return { words: random.below(2) === 0 ? function_ : [...function_.slice(0, 5), frequent()] }
    },
    filtered: () => {
      const name = random.pick(FILTERS)
      const { number, passage, words } = place()
      const { talk } = corpus.talk(number)
      const value = {
        event: talk.event,
        year: corpus.event(talk.event).startDate?.slice(0, 4) ?? '',
        speaker: talk.persons[0]?.id ?? '',
        in: passage.kind,
      }[name]
      return value === ''
        ? { words: [] }
        : { words: telling(words, 1 + random.below(2)), filter: { name, value } }
    },
    without: () => {
      const { words } = place()
      const without = frequent()
      return words.includes(without) ? { words: [] } : { words: telling(words, 1 + random.below(2)), without }
    },
    'by date': () => ({ words: given(frequent(), ...topical(random.below(2))), byDate: true }),
    'tenth page': () => ({ words: several(1 + random.below(2), frequent), offset: TENTH_PAGE }),
  }
}

/** The words of a made text, which are letters. */
export function wordsOf({ text }: Pick<Passage, 'text'>): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

/** One letter replaced, left out, added, or swapped with the next; not the first. */
function misspell(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2)
  const letter = random.pick(LETTERS)
  const [before, here, next, after] = [
    word.slice(0, at),
    word[at] ?? '',
    word[at + 1] ?? '',
    word.slice(at + 2),
  ]
  return random.pick([
    before + letter + next + after,
    before + next + after,
    before + letter + here + next + after,
    before + next + here + after,
  ])
}
