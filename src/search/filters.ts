import type { Catalogue } from '../archive/catalogue.js'
import type { Event, Talk } from '../archive/event.js'
import { KIND_LABELS, type MomentKind, type Passage } from '../archive/moment.js'
import { isWithheld } from '../archive/withheld.js'
import { analyze } from './analyzer.js'
import { FACETS, type Facet, type SearchRequest } from './answer.js'
import type { ParsedQuery } from './query.js'

/** The values that are let through, by facet; a facet that is absent lets everything through. */
export type Selection = Readonly<Partial<Record<Facet, ReadonlySet<string>>>>

/** What the catalogue knows of passages, for filters and facets. */
export interface Filters {
  /** What is selected by a query's operators and a request's parameters together. */
  select(parsed: ParsedQuery, request: SearchRequest): Selection
  /** The passage's values on a facet. */
  values(passage: Passage, facet: Facet): readonly string[]
  /** The facets whose selection refuses the passage. */
  refusals(passage: Passage, selection: Selection): readonly Facet[]
  /** A value as people read it. */
  label(facet: Facet, value: string): string
}

type TalkFacts = Readonly<Record<Exclude<Facet, 'in' | 'lang'>, readonly string[]>>

/** Filters over a catalogue. Facts are gathered once; asking costs a map access. */
export function createFilters(catalogue: Catalogue): Filters {
  const ofTalk = new Map(catalogue.talks.map((talk) => [talk.id, talkFacts(talk, catalogue)]))
  const ofEvent = new Map(catalogue.events.map((event) => [event.id, eventFacts(event)]))

  const values: Filters['values'] = (passage, facet) => {
    if (facet === 'in') return [passage.kind]
    if (facet === 'lang') return passage.lang && passage.lang !== 'und' ? [baseLanguage(passage.lang)] : []
    const facts = passage.talk === undefined ? ofEvent.get(passage.event) : ofTalk.get(passage.talk)
    return facts?.[facet] ?? []
  }

  return {
    values,
    select: (parsed, request) => {
      const selection: Partial<Record<Facet, ReadonlySet<string>>> = {}
      for (const facet of FACETS) {
        const asked = [...(parsed.filters[facet] ?? []), ...request[facet]]
        if (asked.length > 0)
          selection[facet] = new Set(asked.flatMap((value) => namedValues(catalogue, facet, value)))
      }
      return selection
    },
    refusals: (passage, selection) =>
      FACETS.filter((facet) => {
        const wanted = selection[facet]
        return wanted !== undefined && !values(passage, facet).some((value) => wanted.has(value))
      }),
    label: (facet, value) => {
      if (facet === 'in') return KIND_LABELS[value as MomentKind]
      if (facet === 'event') return catalogue.event(value)?.name ?? value
      if (facet === 'speaker') return catalogue.person(value)?.name ?? value
      if (facet === 'topic') return catalogue.topic(value)?.name ?? value
      if (facet === 'lang') return languageName(value)
      return value
    },
  }
}

function talkFacts(talk: Talk, catalogue: Catalogue): TalkFacts {
  const withheld = isWithheld(talk)
  const roles = new Set(talk.files.map((file) => file.role))
  const has = {
    video: !withheld && roles.has('video'),
    audio: !withheld && roles.has('audio'),
    slides: !withheld && (roles.has('slides') || talk.deck !== undefined),
    transcript: !withheld && talk.transcripts.length > 0,
    faq: catalogue.faqOf(talk).length > 0,
  }
  const date = talk.start?.local ?? catalogue.event(talk.event)?.startDate
  return {
    event: [talk.event],
    speaker: [...new Set(talk.persons.map((person) => person.id))],
    topic: catalogue.topicsOf(talk).map((topic) => topic.id),
    year: date ? [date.slice(0, 4)] : [],
    has: Object.entries(has).flatMap(([name, present]) => (present ? [name] : [])),
  }
}

function eventFacts(event: Event): TalkFacts {
  return {
    event: [event.id],
    speaker: [],
    topic: [],
    year: event.startDate ? [event.startDate.slice(0, 4)] : [],
    has: event.faq.some((faq) => faq.talk === undefined) ? ['faq'] : [],
  }
}

/** The ids meant by an id or by words of a name (`speaker:gupta`); a value nobody has when there are none. */
function namedValues(catalogue: Catalogue, facet: Facet, value: string): readonly string[] {
  if (facet === 'lang') return [baseLanguage(value)]
  const named: Partial<Record<Facet, readonly { id: string; names: readonly (string | undefined)[] }[]>> = {
    event: catalogue.events.map(({ id, name, alternateName }) => ({ id, names: [name, ...alternateName] })),
    speaker: catalogue.persons.map(({ id, name, alternateName }) => ({
      id,
      names: [name, ...alternateName],
    })),
    topic: catalogue.topics.map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
  }
  const candidates = named[facet]
  if (!candidates || candidates.some(({ id }) => id === value)) return [value]
  const wanted = analyze(value).filter((token) => !token.weak)
  const ids = candidates.filter(({ id, names }) => {
    const words = analyze([id, ...names].filter(Boolean).join(' ')).map((token) => token.term)
    return wanted.length > 0 && wanted.every(({ term }) => words.some((word) => word.startsWith(term)))
  })
  return ids.length > 0 ? ids.map(({ id }) => id) : [value]
}

function baseLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** For people; a tag from a request may be none, and is then shown as it came. */
function languageName(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag
  } catch {
    return tag
  }
}
