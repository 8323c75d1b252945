import type { Person } from '../archive/event.js'
import type { Problem } from '../archive/problem.js'
import type { EventManifest } from '../readers/manifest/schema.js'
import type { Plan } from './plan.js'

type PersonManifest = EventManifest['persons'][number]

interface WithPersons {
  readonly manifest: EventManifest | null
}

/** The archive's persons: one across events by a shared id or identifier, never by an equal name. */
export interface Persons {
  /** The archive-wide person for an id used in an event. */
  find(id: string): Person | undefined
  /** Where an event itself says that persons worked, by archive-wide id. */
  affiliationsAt(event: WithPersons): ReadonlyMap<string, string>
  /** All of them, by sort name. */
  all(): Person[]
}

/** @param events manifests, latest event first: what the latest says of a person wins, the others fill in */
export function createPersons(events: readonly WithPersons[]): Persons {
  const canonical = new Map<string, string>()
  const merged = new Map<string, Person>()
  for (const { manifest } of events) {
    for (const entry of manifest?.persons ?? []) {
      const id = canonical.get(entry.identifier ?? '') ?? entry.id
      if (entry.identifier !== undefined) canonical.set(entry.identifier, id)
      canonical.set(`id:${entry.id}`, canonical.get(`id:${entry.id}`) ?? id)
      const known = merged.get(id)
      merged.set(id, known ? fillIn(known, entry) : toPerson({ ...entry, id }))
    }
  }
  const find = (id: string): Person | undefined => merged.get(canonical.get(`id:${id}`) ?? id)
  return {
    find,
    affiliationsAt: ({ manifest }) =>
      new Map(
        (manifest?.persons ?? []).flatMap(({ id, affiliation }) =>
          affiliation === undefined ? [] : [[find(id)?.id ?? id, affiliation] as const],
        ),
      ),
    all: () =>
      [...merged.values()].sort((a, b) => byName.compare(a.sortName ?? a.name, b.sortName ?? b.name)),
  }
}

const byName = new Intl.Collator('en')

/** Proposes that persons of equal names under several ids may be one: nobody is merged by a name alone. */
export function findNamesakes(plan: Plan): Problem[] {
  const ids = new Map<string, Set<string>>()
  const problems: Problem[] = []
  for (const { manifest, path } of plan.events) {
    for (const { id, name } of manifest?.persons ?? []) {
      const key = name.normalize('NFKC').toLowerCase()
      const others = ids.get(key) ?? new Set()
      ids.set(key, others)
      const other = [...others].find((each) => each !== id)
      if (other !== undefined && !others.has(id)) {
        const message = `"${name}" is here with the id "${id}" and elsewhere with the id "${other}"`
        const hint = 'give both the same id if they are one person'
        problems.push({ severity: 'info', code: 'person-namesake', path, message, hint })
      }
      others.add(id)
    }
  }
  return problems
}

function toPerson(entry: PersonManifest): Person {
  const { id, name, alternateName, sortName, description, affiliation, url, identifier, sameAs } = entry
  return {
    ...{ id, name, alternateName, sameAs },
    ...(sortName === undefined ? {} : { sortName }),
    ...(description === undefined ? {} : { description }),
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(url === undefined ? {} : { url }),
    ...(identifier === undefined ? {} : { identifier }),
  }
}

function fillIn(known: Person, entry: PersonManifest): Person {
  const names = new Set([...known.alternateName, entry.name, ...entry.alternateName])
  names.delete(known.name)
  const sameAs = [...new Set([...known.sameAs, ...entry.sameAs])]
  return { ...toPerson(entry), ...known, alternateName: [...names], sameAs }
}
