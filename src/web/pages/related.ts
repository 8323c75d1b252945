import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'

/** How alike two talks are is told by what they share, each thing weighted by how few talks have it. */
interface Likeness {
  /** What a talk is about: topics, people and the words of its name and abstract, each once. */
  readonly traits: ReadonlyMap<string, readonly string[]>
  readonly holders: ReadonlyMap<string, readonly string[]>
}

/** A speaker or a topic says more than a word. */
const WEIGHTS: Readonly<Record<string, number>> = { topic: 3, person: 4, word: 1 }
/** What more talks than this share says nothing, and would make each page walk the archive. */
const COMMON = 200
/** Words of an abstract that are looked at. */
const WORDS = 120

const known = new WeakMap<Catalogue, Likeness>()

/** The talks most like one, best first: by topics, speakers and vocabulary, from the catalogue alone. */
export function relatedTo(catalogue: Catalogue, talk: Talk, most = 4): readonly Talk[] {
  let likeness = known.get(catalogue)
  if (!likeness) {
    likeness = likenessOf(catalogue.talks)
    known.set(catalogue, likeness)
  }
  const scores = new Map<string, number>()
  for (const trait of likeness.traits.get(talk.id) ?? []) {
    const holders = likeness.holders.get(trait) ?? []
    if (holders.length > COMMON) continue
    const rarity = Math.log(catalogue.talks.length / holders.length) / Math.log(catalogue.talks.length)
    const weight = (WEIGHTS[trait.slice(0, trait.indexOf(' '))] ?? 1) * rarity
    for (const id of holders) if (id !== talk.id) scores.set(id, (scores.get(id) ?? 0) + weight)
  }
  return [...scores]
    .filter(([, score]) => score >= 1)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, most)
    .flatMap(([id]) => catalogue.talk(id) ?? [])
}

function likenessOf(talks: readonly Talk[]): Likeness {
  const traits = new Map(talks.map((talk) => [talk.id, traitsOf(talk)]))
  const holders = new Map<string, string[]>()
  for (const [id, own] of traits) {
    for (const trait of own) {
      const here = holders.get(trait)
      if (here) here.push(id)
      else holders.set(trait, [id])
    }
  }
  return { traits, holders }
}

function traitsOf(talk: Talk): readonly string[] {
  const text = `${talk.name} ${talk.abstract ?? ''}`.toLowerCase()
  // Short words hold sentences together in most languages that write spaces.
  const words = (text.match(/[\p{L}\p{N}]{4,}/gu) ?? []).slice(0, WORDS)
  return [
    ...new Set([
      ...talk.keywords.map((name) => `topic ${name}`),
      ...talk.persons.map((person) => `person ${person.id}`),
      ...words.map((word) => `word ${word}`),
    ]),
  ]
}
