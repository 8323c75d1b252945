import type { EngineName } from '../../src/settings.js'
import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue, type Catalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Event, Person, Talk, TalkContent } from '../../src/archive/event.js'
import type { Passage } from '../../src/archive/moment.js'
import type { Cue, Transcript } from '../../src/archive/transcript.js'
import type { SearchAnswer, SearchRequest } from '../../src/search/answer.js'
import type { IndexedGroup } from '../../src/search/engine.js'
import { ENGINES } from '../../src/search/engines.js'
import { indexedGroups } from '../../src/search/indexedGroups.js'
import { parseSearchRequest } from '../../src/search/query.js'
import { createSearch } from '../../src/search/search.js'
import { memoryFiles } from './memoryFiles.js'

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
  passages(): Promise<readonly Passage[]>
  readonly contents: ReadonlyMap<string, TalkContent>
  answer(request: SearchRequest): Promise<SearchAnswer>
  ask(params: Partial<Record<keyof SearchRequest, unknown>>): Promise<SearchAnswer>
}

/** An archive that can be searched, from talks with their words. */
export function anArchive(
  events: readonly Event[],
  talks: readonly { readonly talk: Talk; readonly content?: Partial<TalkContent> }[],
  rest: Partial<CatalogueRecord> = {},
  engineName: EngineName = 'lectern',
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
  const groups = indexedGroups(catalogue, {
    content: (id) => contents.get(id) ?? null,
    key: (id) => JSON.stringify(contents.get(id)),
  })
  const kind = ENGINES[engineName]
  const open = async (): Promise<ReturnType<typeof createSearch>> => {
    const files = memoryFiles()
    const engine = await kind.open(await kind.update(groups, null, files), files)
    return createSearch({ catalogue, engine, addresses: createAddresses('') })
  }
  let search: ReturnType<typeof open> | undefined
  return {
    catalogue,
    passages: async () => (await Promise.all(groups.map(async (group) => group.passages()))).flat(),
    contents,
    answer: async (request) => (await (search ??= open())).answer(request),
    ask: async (params) => (await (search ??= open())).answer(parseSearchRequest(params)),
  }
}

/** A talk or event to be indexed. */
export function aGroup(
  id: string,
  passages: readonly Passage[],
): { readonly group: IndexedGroup; readonly passages: readonly Passage[] } {
  return { group: { id, key: JSON.stringify(passages), passages: () => passages }, passages }
}
