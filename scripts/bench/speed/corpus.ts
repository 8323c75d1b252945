import type { CatalogueRecord, Event, Person, Talk, TalkContent, Topic } from '../../../src/archive/event.js'
import { createRandom, type Random } from '../../torture/random.js'
import { createVocabulary, type Vocabulary, zipfSampler } from './words.js'

/** The shape of a talk: the study's. Seconds and counts. */
export const CUES = 900
export const CUE_SECONDS = 3
export const SLIDES = 30
const SLIDE_WORDS = 30
const SLIDE_TITLE_WORDS = 4
const ABSTRACT_WORDS = 90
/** A sentence ends at one cue in so many: passages then are 30 s long on average. */
const CUES_A_SENTENCE = 3
const SECTIONS = 9
const TALKS_AN_EVENT = 40
const TOPICS = 300
const TOPIC_WORDS = 40
const SECTION_WORDS = 10
const COLLOCATIONS = 4000
const FIRST_YEAR = 2006
const YEARS = 19

/** Of a thousand words: how many begin a collocation, are of the section's topic, are the section's own. */
const SPEECH_MIX = { collocation: 45, topic: 90, section: 30 }
const SLIDE_MIX = { collocation: 40, topic: 300, section: 150 }

/** A talk as ranks of words. */
export interface TalkWords {
  readonly topics: readonly number[]
  readonly cues: readonly (readonly number[])[]
  /** Whether a sentence ends with the cue. */
  readonly ends: readonly boolean[]
  readonly slides: readonly (readonly number[])[]
  readonly abstract: readonly number[]
  readonly title: readonly number[]
}

/** A talk, as ranks of words and as the archive has it. */
export interface MadeTalk {
  readonly words: TalkWords
  readonly talk: Talk
  readonly content: TalkContent
}

/** A made collection: any talk can be had by number, again and again the same, whatever the size of the whole. */
export interface Corpus {
  readonly talks: number
  readonly vocabulary: Vocabulary
  /** Ranks of the words of each topic, most frequent first. */
  readonly topicWords: readonly (readonly number[])[]
  /** Ranks of words that often stand together, the most frequent first. */
  readonly collocations: readonly (readonly number[])[]
  /** Everything but the words; the talks are all talks, in order. */
  catalogue(talks: readonly Talk[]): CatalogueRecord
  talk(number: number): MadeTalk
  /** The ids of who speaks in a talk and of its topics. */
  head(number: number): { readonly speakers: readonly string[]; readonly topics: readonly string[] }
  readonly persons: readonly Person[]
  /** @throws when there is none of this id */
  event(id: string): Event
  /** Ranks as text. */
  text(ranks: readonly number[]): string
}

/** @param talks how many; a talk is the same in collections of any size, but its speakers are not */
export function createCorpus(talks: number): Corpus {
  const random = createRandom('lectern speed bench')
  const vocabulary = createVocabulary(random)
  const tail = (): number => 150 + random.below(12_000)
  const topicWords = Array.from({ length: TOPICS }, () => Array.from({ length: TOPIC_WORDS }, tail))
  const collocations = Array.from({ length: COLLOCATIONS }, () =>
    Array.from({ length: 2 + random.below(2) }, () => vocabulary.stopWords + random.below(8000)),
  )
  const drawTopicWord = zipfSampler(TOPIC_WORDS)
  const drawCollocation = zipfSampler(COLLOCATIONS)
  const drawTopic = zipfSampler(TOPICS)
  const persons = makePersons(Math.max(20, Math.round(talks * 0.6)), vocabulary, random)
  const text = (ranks: readonly number[]): string =>
    ranks.map((rank) => vocabulary.words[rank] ?? '').join(' ')

  const events = new Map(
    Array.from({ length: Math.ceil(talks / TALKS_AN_EVENT) }, (_, event) => [
      eventId(event),
      toEvent(event, talks, vocabulary),
    ]),
  )

  const topicsOf = (own: Random): number[] => [
    ...new Set([drawTopic(own), own.below(TOPICS), own.below(TOPICS)]),
  ]
  const speakersOf = (number: number): Person[] => {
    const own = createRandom(`speakers ${number}`)
    const speakers = new Set([own.below(persons.length), own.below(persons.length * 2)])
    return [...speakers].flatMap((index) => persons[index] ?? [])
  }

  const talkWords = (number: number): TalkWords => {
    const own = createRandom(`talk ${number}`)
    const topics = topicsOf(own)
    const sections = Array.from({ length: SECTIONS }, () => ({
      topic: topicWords[own.pick(topics)] ?? [],
      words: Array.from({ length: SECTION_WORDS }, () => 1000 + own.below(vocabulary.words.length - 1000)),
    }))
    let collocation: readonly number[] = []
    let said = 0
    const draw = (section: number, mix: typeof SPEECH_MIX): number => {
      const next = collocation[said++]
      if (next !== undefined) return next
      const { topic, words } = sections[Math.min(section, SECTIONS - 1)] ?? { topic: [], words: [] }
      const chance = own.below(1000)
      if (chance < mix.collocation) {
        collocation = collocations[drawCollocation(own)] ?? []
        said = 1
        return collocation[0] ?? 0
      }
      if (chance < mix.collocation + mix.topic) return topic[drawTopicWord(own)] ?? 0
      if (chance < mix.collocation + mix.topic + mix.section) return own.pick(words)
      return vocabulary.draw(own)
    }
    const several = (count: number, section: number, mix: typeof SPEECH_MIX): number[] =>
      Array.from({ length: count }, () => draw(section, mix))
    const sectionAt = (index: number, of: number): number => Math.floor((index * SECTIONS) / of)
    return {
      topics,
      cues: Array.from({ length: CUES }, (_, cue) =>
        several(6 + own.below(5), sectionAt(cue, CUES), SPEECH_MIX),
      ),
      ends: Array.from({ length: CUES }, () => own.below(CUES_A_SENTENCE) === 0),
      slides: Array.from({ length: SLIDES }, (_, slide) =>
        several(SLIDE_WORDS, sectionAt(slide, SLIDES), SLIDE_MIX),
      ),
      abstract: several(ABSTRACT_WORDS, 0, SPEECH_MIX),
      title: several(5, 0, SLIDE_MIX),
    }
  }

  const toTalk = (number: number, words: TalkWords): Talk => {
    const event = Math.floor(number / TALKS_AN_EVENT)
    const slug = slugOf(number)
    return {
      id: `${eventId(event)}/${slug}`,
      event: eventId(event),
      slug,
      name: text(words.title),
      abstract: text(words.abstract),
      inLanguage: 'en',
      persons: speakersOf(number).map(({ id, name }) => ({ id, name, role: 'speaker' })),
      keywords: words.topics.map((topic) => topicName(topic)),
      status: 'recorded',
      recordingOptOut: false,
      files: [],
      absences: [],
      links: [],
      chapters: [],
      deck: { file: 'slides.pdf', pages: SLIDES },
      transcripts: [
        {
          id: 'en',
          inLanguage: 'en',
          timing: 'cue',
          cues: CUES,
          words: words.cues.reduce((sum, cue) => sum + cue.length, 0),
        },
      ],
      oldIds: [],
    }
  }
  const topicName = (topic: number): string => text((topicWords[topic] ?? []).slice(0, 2))

  return {
    talks,
    vocabulary,
    topicWords,
    collocations,
    text,
    talk: (number) => {
      const words = talkWords(number)
      const talk = toTalk(number, words)
      return { words, talk, content: toContent(words, talk.id, text) }
    },
    head: (number) => ({
      speakers: speakersOf(number).map(({ id }) => id),
      topics: topicsOf(createRandom(`talk ${number}`)).map(topicId),
    }),
    persons,
    event: (id) => {
      const event = events.get(id)
      if (!event) throw new Error(`there is no event ${id}`)
      return event
    },
    catalogue: (all) => ({
      archive: { title: 'Made talks', inLanguage: 'en', links: [] },
      events: [...events.values()],
      talks: all,
      persons,
      topics: topicWords.map((_, topic): Topic => ({
        id: topicId(topic),
        name: topicName(topic),
        aliases: [],
      })),
    }),
  }
}

function eventId(event: number): string {
  return `event-${String(event).padStart(3, '0')}`
}

function topicId(topic: number): string {
  return `topic-${topic}`
}

function slugOf(number: number): string {
  return `talk-${String(number).padStart(5, '0')}`
}

/** The number of a talk by its full id. */
export function numberOf(talk: string): number {
  return Number(talk.slice(talk.lastIndexOf('-') + 1))
}

function toEvent(event: number, talks: number, { words }: Vocabulary): Event {
  const first = event * TALKS_AN_EVENT
  const own = createRandom(`event ${event}`)
  const year = FIRST_YEAR + (event % YEARS)
  return {
    id: eventId(event),
    name: `${words[2000 + own.below(40_000)] ?? ''} ${words[2000 + own.below(40_000)] ?? ''} ${year}`,
    alternateName: [],
    startDate: `${year}-${String(1 + own.below(12)).padStart(2, '0')}-10`,
    organizer: [],
    inLanguage: 'en',
    keywords: [],
    notes: [],
    links: [],
    faq: [],
    talks: Array.from(
      { length: Math.min(TALKS_AN_EVENT, talks - first) },
      (_, index) => `${eventId(event)}/${slugOf(first + index)}`,
    ),
    oldIds: [],
  }
}

function makePersons(count: number, { words }: Vocabulary, random: Random): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const name = [0, 1].map(() => capital(words[2000 + random.below(50_000)] ?? '')).join(' ')
    return { id: `person-${index}`, name, alternateName: [], sameAs: [] }
  })
}

function toContent(words: TalkWords, talk: string, text: Corpus['text']): TalkContent {
  const cues = words.cues.map((ranks, index) => ({
    text: text(ranks) + (words.ends[index] === true ? '.' : ''),
    start: index * CUE_SECONDS,
    end: (index + 1) * CUE_SECONDS,
  }))
  const slides = words.slides.map((ranks, index) => ({
    page: index + 1,
    title: text(ranks.slice(0, SLIDE_TITLE_WORDS)),
    text: linesOf(ranks).map(text).join('\n'),
  }))
  const seconds = (CUES * CUE_SECONDS) / SLIDES
  return {
    talk,
    transcripts: [{ id: 'en', inLanguage: 'en', timing: 'cue', cues }],
    deck: { slides, file: 'slides.pdf' },
    slideTrack: slides.map(({ page }) => ({
      start: (page - 1) * seconds,
      end: page * seconds,
      page,
      source: 'frames',
      confidence: 1,
    })),
  }
}

/** A slide's title, then lines of six words. */
function linesOf(ranks: readonly number[]): (readonly number[])[] {
  const lines = [ranks.slice(0, SLIDE_TITLE_WORDS)]
  for (let from = SLIDE_TITLE_WORDS; from < ranks.length; from += 6) lines.push(ranks.slice(from, from + 6))
  return lines
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
