import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue, type Catalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Event, Person, Talk, TalkContent } from '../../src/archive/event.js'
import type { Passage } from '../../src/archive/moment.js'
import type { Cue, Transcript } from '../../src/archive/transcript.js'
import type { SearchRequest } from '../../src/search/answer.js'
import { ENGINES } from '../../src/search/engines.js'
import { eventPassages, talkPassages } from '../../src/search/passages.js'
import { parseSearchRequest } from '../../src/search/query.js'
import { createSearch, type Search } from '../../src/search/search.js'

/** A talk with little about it; give what a test is about. */
export function aTalk(id: string, rest: Partial<Talk> = {}): Talk {
  const [event = 'event', slug = 'talk'] = id.split('/')
  return {
    id,
    event,
    slug,
    name: slug,
    persons: [],
    keywords: [],
    status: 'recorded',
    recordingOptOut: false,
    files: [],
    absences: [],
    links: [],
    chapters: [],
    transcripts: [],
    oldIds: [],
    ...rest,
  }
}

export function anEvent(id: string, rest: Partial<Event> = {}): Event {
  return {
    id,
    name: id,
    alternateName: [],
    organizer: [],
    keywords: [],
    notes: [],
    links: [],
    faq: [],
    talks: [],
    oldIds: [],
    ...rest,
  }
}

export function aPerson(id: string, name: string, rest: Partial<Person> = {}): Person {
  return { id, name, alternateName: [], sameAs: [], ...rest }
}

/** A transcript from texts, three seconds a cue. */
export function aTranscript(texts: readonly string[], rest: Partial<Transcript> = {}): Transcript {
  const cues = texts.map((text, index): Cue => ({ text, start: index * 3, end: index * 3 + 3 }))
  return { id: 'en', inLanguage: 'en', timing: 'cue', cues, ...rest }
}

export interface TestArchive {
  readonly catalogue: Catalogue
  readonly passages: readonly Passage[]
  readonly contents: ReadonlyMap<string, TalkContent>
  readonly search: Search
  ask(params: Partial<Record<keyof SearchRequest, unknown>>): ReturnType<Search['answer']>
}

/** An archive that can be searched, from talks with their words. */
export function anArchive(
  events: readonly Event[],
  talks: readonly { readonly talk: Talk; readonly content?: Partial<TalkContent> }[],
  rest: Partial<CatalogueRecord> = {},
  engineName = 'minisearch',
): TestArchive {
  const contents = new Map<string, TalkContent>()
  const heads = talks.map(({ talk, content }) => {
    const whole: TalkContent = { talk: talk.id, transcripts: [], slideTrack: [], ...content }
    contents.set(talk.id, whole)
    const transcripts = whole.transcripts.map(({ id, inLanguage, timing, cues }) => ({
      id,
      inLanguage,
      timing,
      cues: cues.length,
      words: 0,
    }))
    return { ...talk, transcripts }
  })
  const catalogue = createCatalogue({
    archive: { title: 'Archive', inLanguage: 'en', links: [] },
    persons: [],
    topics: [],
    ...rest,
    events: events.map((event) => ({
      ...event,
      talks: heads.filter((talk) => talk.event === event.id).map((talk) => talk.id),
    })),
    talks: heads,
  })
  const passages = [
    ...catalogue.events.flatMap(eventPassages),
    ...catalogue.talks.flatMap((talk) => {
      const event = catalogue.event(talk.event)
      return event ? talkPassages(talk, contents.get(talk.id) ?? null, event, catalogue.persons) : []
    }),
  ]
  const kind = ENGINES[engineName]
  if (!kind) throw new Error(`no engine ${engineName}`)
  const search = createSearch({
    catalogue,
    engine: kind.open(kind.build(passages)),
    content: (id) => Promise.resolve(contents.get(id) ?? null),
    addresses: createAddresses(''),
  })
  return {
    catalogue,
    passages,
    contents,
    search,
    ask: (params) => search.answer(parseSearchRequest(params)),
  }
}
