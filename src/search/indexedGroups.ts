import { hash } from 'node:crypto'
import type { Catalogue } from '../archive/catalogue.js'
import type { Talk, TalkContent } from '../archive/event.js'
import type { IndexedGroup } from './engine.js'
import { eventPassages, talkPassages } from './passages.js'

/** Raised whenever the same records give other passages. */
const PASSAGES_VERSION = 1

/** The words of the archive's talks, and what tells whether they are still the same. */
export interface Words {
  /** Null where a talk has none. */
  content(talkId: string): TalkContent | null | Promise<TalkContent | null>
  /** Changes whenever the words or their times do; pictures do not count. */
  key(talkId: string): string
}

/** Everything of an archive that can be found: each event with what is its own, then its talks. */
export function indexedGroups(catalogue: Catalogue, words: Words): IndexedGroup[] {
  return catalogue.events.flatMap((event) => [
    {
      id: event.id,
      key: keyOf(event),
      passages: () => eventPassages(event),
    },
    ...catalogue.talksOf(event).map((talk): IndexedGroup => ({
      id: talk.id,
      key: keyOf(
        aboutTalk(talk, catalogue),
        { inLanguage: event.inLanguage, faq: event.faq.filter((faq) => faq.talk === talk.id) },
        words.key(talk.id),
      ),
      passages: async () =>
        talkPassages(talk, await words.content(talk.id), event, (id) => catalogue.person(id)),
    })),
  ])
}

/** Tells whether words are the same. */
export function keyOfContent({ transcripts, deck, slideTrack }: TalkContent): string {
  const slides = deck?.slides.map(({ page, title, text, aside }) => [page, title, text, aside])
  return keyOf(transcripts, slides, slideTrack)
}

/** What is written about a talk, without its files: another poster does not change what can be found. */
function aboutTalk(talk: Talk, catalogue: Catalogue): unknown {
  const {
    id,
    name,
    subtitle,
    abstract,
    description,
    keywords,
    persons,
    inLanguage,
    status,
    recordingOptOut,
  } = talk
  const biographies = persons.map((person) => catalogue.person(person.id))
  return [
    ...[id, name, subtitle, abstract, description, keywords, persons, inLanguage, status, recordingOptOut],
    biographies,
  ]
}

function keyOf(...facts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify([PASSAGES_VERSION, ...facts]), 'base64url').slice(0, 22)
}
