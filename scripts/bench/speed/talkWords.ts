import { createRandom, type Random } from '../../torture/random.js'
import { type Vocabulary, zipfSampler } from './words.js'

/** The shape of a talk: the study's. Seconds and counts. */
export const CUES = 900
export const CUE_SECONDS = 3
export const SLIDES = 30
export const SLIDE_TITLE_WORDS = 4
const SLIDE_WORDS = 30
const ABSTRACT_WORDS = 90
/** A sentence ends at one cue in so many: passages then are 30 s long on average. */
const CUES_A_SENTENCE = 3
const SECTIONS = 9
const TOPICS = 300
const TOPIC_WORDS = 40
const SECTION_WORDS = 10
const COLLOCATIONS = 4000

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

/** What talks are made of, and the words of each. */
export interface Speech {
  /** Ranks of the words of each topic, most frequent first. */
  readonly topicWords: readonly (readonly number[])[]
  /** Ranks of words that often stand together, the most frequent first. */
  readonly collocations: readonly (readonly number[])[]
  /** The topics of a talk, always the same. */
  topicsOf(number: number): number[]
  talk(number: number): TalkWords
}

/** Draws topics and collocations, from which the words of every talk are drawn. */
export function createSpeech(vocabulary: Vocabulary, random: Random): Speech {
  const tail = (): number => 150 + random.below(12_000)
  const topicWords = Array.from({ length: TOPICS }, () => Array.from({ length: TOPIC_WORDS }, tail))
  const collocations = Array.from({ length: COLLOCATIONS }, () =>
    Array.from({ length: 2 + random.below(2) }, () => vocabulary.stopWords + random.below(8000)),
  )
  const drawTopicWord = zipfSampler(TOPIC_WORDS)
  const drawCollocation = zipfSampler(COLLOCATIONS)
  const drawTopic = zipfSampler(TOPICS)
  const drawTopics = (own: Random): number[] => [
    ...new Set([drawTopic(own), own.below(TOPICS), own.below(TOPICS)]),
  ]

  const talkWords = (number: number): TalkWords => {
    const own = createRandom(`talk ${number}`)
    const topics = drawTopics(own)
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

  return {
    topicWords,
    collocations,
    topicsOf: (number) => drawTopics(createRandom(`talk ${number}`)),
    talk: talkWords,
  }
}
