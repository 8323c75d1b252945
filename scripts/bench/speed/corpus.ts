import type { CatalogueRecord, Event, Person, Talk, TalkContent, Topic } from '../../../src/archive/event.js'
import { createRandom, type Random } from '../../torture/random.js'
import { createSpeech, CUE_SECONDS, CUES, SLIDE_TITLE_WORDS, SLIDES, type TalkWords } from './talkWords.js'
import { createVocabulary, type Vocabulary } from './words.js'

const TALKS_AN_EVENT = 40
const FIRST_YEAR = 2006
const YEARS = 19

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
  const speech = createSpeech(vocabulary, random)
  const { topicWords, collocations } = speech
  const persons = makePersons(Math.max(20, Math.round(talks * 0.6)), vocabulary, random)
  const text = (ranks: readonly number[]): string =>
    ranks.map((rank) => vocabulary.words[rank] ?? '').join(' ')

  const events = new Map(
    Array.from({ length: Math.ceil(talks / TALKS_AN_EVENT) }, (_, event) => [
      eventId(event),
      toEvent(event, talks, vocabulary),
    ]),
  )

  const speakersOf = (number: number): Person[] => {
    const own = createRandom(`speakers ${number}`)
    const speakers = new Set([own.below(persons.length), own.below(persons.length * 2)])
    return [...speakers].flatMap((index) => persons[index] ?? [])
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
      const words = speech.talk(number)
      const talk = toTalk(number, words)
      return { words, talk, content: toContent(words, talk.id, text) }
    },
    head: (number) => ({
      speakers: speakersOf(number).map(({ id }) => id),
      topics: speech.topicsOf(number).map(topicId),
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
