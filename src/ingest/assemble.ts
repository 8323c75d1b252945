import type { CatalogueRecord, Event, Faq, Talk } from '../archive/event.js'
import { zonedTime } from '../readers/manifest/zonedTime.js'
import { createPersons, type Persons } from './persons.js'
import { languageOf, type Plan, type PlannedEvent, type PlannedTalk } from './plan.js'
import type { ReadTalk } from './readTalk.js'
import { defined, type PlannedFile } from './talkFiles.js'
import { createTopics, type Topics } from './topics.js'

/**
 * The archive as one record: what manifests say, with what was read of each talk. Pure: the same input gives the same
 * record.
 * @param read by talk id; a talk that is not there has no words and no pictures
 */
export function assemble(plan: Plan, read: ReadonlyMap<string, ReadTalk>): CatalogueRecord {
  const events = [...plan.events].sort(latestFirst)
  const context: Context = { persons: createPersons(events), topics: createTopics(plan.archive), read }
  const talks = events.flatMap((event) => {
    const affiliations = context.persons.affiliationsAt(event)
    return event.talks.map((planned) => assembleTalk(planned, event, affiliations, context))
  })
  const archive = plan.archive
  return {
    archive: {
      title: archive?.title ?? 'Lectern',
      inLanguage: languageOf(plan),
      links: archive?.links ?? [],
      ...defined({ description: archive?.description, contact: archive?.contact, license: archive?.license }),
    },
    events: events.map((event) => assembleEvent(event, context)),
    talks,
    persons: context.persons.all(),
    topics: context.topics.all(),
  }
}

interface Context {
  readonly persons: Persons
  readonly topics: Topics
  readonly read: ReadonlyMap<string, ReadTalk>
}

function assembleEvent(planned: PlannedEvent, context: Context): Event {
  const { manifest } = planned
  return {
    id: planned.id,
    name: planned.name,
    alternateName: manifest?.alternateName ?? [],
    organizer: manifest?.organizer ?? [],
    keywords: context.topics.fold(manifest?.keywords ?? []),
    notes: manifest?.notes ?? [],
    links: manifest?.links ?? [],
    faq: faqOf(planned),
    talks: planned.talks.map((talk) => talk.id),
    oldIds: manifest?.oldIds ?? [],
    ...defined({
      description: manifest?.description,
      startDate: manifest?.startDate,
      endDate: manifest?.endDate,
      timeZone: manifest?.timeZone,
      location: manifest?.location,
      url: manifest?.url,
      superEvent: manifest?.superEvent,
      inLanguage: manifest?.inLanguage,
      license: manifest?.license,
    }),
  }
}

function faqOf(event: PlannedEvent): Faq[] {
  return (event.manifest?.faq ?? []).map(({ question, answer, talk, start }, index) => ({
    id: `${event.id}-${index + 1}`,
    question,
    answer,
    ...defined({ talk: talk === undefined ? undefined : `${event.id}/${talk}`, start }),
  }))
}

function assembleTalk(
  planned: PlannedTalk,
  event: PlannedEvent,
  affiliations: ReadonlyMap<string, string>,
  context: Context,
): Talk {
  const { manifest } = planned
  const read = context.read.get(planned.id)
  const zone = event.manifest?.timeZone
  const start =
    manifest?.start !== undefined && zone !== undefined ? zonedTime(manifest.start, zone) : undefined
  return {
    id: planned.id,
    event: event.id,
    slug: planned.slug,
    name: planned.name,
    persons: (manifest?.persons ?? []).flatMap(({ id, role, affiliation }) => {
      const person = context.persons.find(id)
      if (!person) return []
      // Where somebody worked then, before where they work now.
      const then = affiliation ?? affiliations.get(person.id) ?? person.affiliation
      return [{ id: person.id, name: person.name, role, ...defined({ affiliation: then }) }]
    }),
    keywords: context.topics.fold(manifest?.keywords ?? []),
    status: manifest?.status ?? 'recorded',
    recordingOptOut: manifest?.recordingOptOut ?? false,
    files: planned.files.map((file) => ({ ...declaredOf(file), ...read?.files[file.id] })),
    absences: planned.absences,
    links: manifest?.links ?? [],
    chapters: manifest?.chapters ?? [],
    transcripts: read?.transcripts ?? [],
    oldIds: manifest?.oldIds ?? [],
    ...defined({
      subtitle: manifest?.subtitle,
      type: manifest?.type,
      track: manifest?.track,
      abstract: manifest?.abstract,
      description: manifest?.description,
      start: start && 'iso' in start ? start : undefined,
      duration: manifest?.duration,
      inLanguage: manifest?.inLanguage ?? event.manifest?.inLanguage,
      license: manifest?.license ?? event.manifest?.license,
      poster: read?.poster,
      deck: read?.deck,
    }),
  }
}

function declaredOf({ found, format, ...file }: PlannedFile): Talk['files'][number] {
  return file
}

function latestFirst(a: PlannedEvent, b: PlannedEvent): number {
  const [from, to] = [a.manifest?.startDate ?? '', b.manifest?.startDate ?? '']
  return from === to ? (a.id < b.id ? -1 : 1) : from > to ? -1 : 1
}
