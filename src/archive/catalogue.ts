import type { CatalogueRecord, Event, Faq, Person, Talk, Topic } from './event.js'

/** Lookups over the catalogue. Lists keep their order: events latest first, talks as scheduled, names A to Z. */
export interface Catalogue extends CatalogueRecord {
  event(id: string): Event | undefined
  /** By full id, `event/slug`. */
  talk(id: string): Talk | undefined
  person(id: string): Person | undefined
  topic(id: string): Topic | undefined
  talksOf(event: Event): readonly Talk[]
  talksBy(person: Person): readonly Talk[]
  talksOn(topic: Topic): readonly Talk[]
  /** The topics of a talk, in its own order. */
  topicsOf(talk: Talk): readonly Topic[]
  /** Talks without any topic. */
  readonly untagged: readonly Talk[]
  /** Persons who appear in a talk, A to Z. */
  readonly speakers: readonly Person[]
  faqOf(talk: Talk): readonly Faq[]
  /** The present full id for an id that was once used, of a talk or an event. */
  movedTo(oldId: string): string | undefined
}

/** Builds the lookups of a catalogue record once; reading them costs a map access. */
export function createCatalogue(record: CatalogueRecord): Catalogue {
  const events = new Map(record.events.map((event) => [event.id, event]))
  const talks = new Map(record.talks.map((talk) => [talk.id, talk]))
  const persons = new Map(record.persons.map((person) => [person.id, person]))
  const topics = new Map(record.topics.map((topic) => [topic.id, topic]))
  const topicByName = new Map(record.topics.map((topic) => [topic.name, topic]))
  const byPerson = group(record.talks, (talk) => [...new Set(talk.persons.map((person) => person.id))])
  const byTopic = group(record.talks, (talk) => talk.keywords)
  const moved = new Map<string, string>()
  for (const event of record.events) for (const old of event.oldIds) moved.set(old, event.id)
  for (const talk of record.talks)
    for (const old of talk.oldIds) moved.set(old.includes('/') ? old : `${talk.event}/${old}`, talk.id)

  return {
    ...record,
    event: (id) => events.get(id),
    talk: (id) => talks.get(id),
    person: (id) => persons.get(id),
    topic: (id) => topics.get(id),
    talksOf: (event) => event.talks.flatMap((id) => talks.get(id) ?? []),
    talksBy: (person) => byPerson.get(person.id) ?? [],
    talksOn: (topic) => byTopic.get(topic.name) ?? [],
    topicsOf: (talk) => talk.keywords.flatMap((name) => topicByName.get(name) ?? []),
    untagged: record.talks.filter((talk) => talk.keywords.length === 0),
    speakers: record.persons
      .filter((person) => byPerson.has(person.id))
      .sort((a, b) => (a.sortName ?? a.name).localeCompare(b.sortName ?? b.name)),
    faqOf: (talk) => (events.get(talk.event)?.faq ?? []).filter((faq) => faq.talk === talk.id),
    movedTo: (oldId) => moved.get(oldId),
  }
}

function group<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of keysOf(item)) {
      const members = groups.get(key)
      if (members) members.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}
