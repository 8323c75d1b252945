import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'

/**
 * The ids of the talks that have each trait. How alike two talks are is told by what they share, each thing weighted by
 * how few talks have it.
 */
type Holders = ReadonlyMap<string, readonly string[]>

/** A speaker or a topic says more than a word. */
const WEIGHTS: Readonly<Record<string, number>> = { topic: 3, person: 4, word: 1 }
/** What more talks than this share says nothing, and would make each page walk the archive. */
const COMMON = 200
/** Words of an abstract that are looked at. */
const WORDS = 120

const known = new WeakMap<Catalogue, Holders>()

/** The published talks most like one, best first: by topics, speakers and vocabulary, from the catalogue alone. */
export function relatedTo(catalogue: Catalogue, talk: Talk, most = 4): readonly Talk[] {
  let held = known.get(catalogue)
  if (!held) {
    held = holdersIn(catalogue.talks.filter((each) => !isWithheld(each)))
    known.set(catalogue, held)
  }
  const scores = new Map<string, number>()
  for (const trait of traitsOf(talk)) {
    const holders = held.get(trait) ?? []
    if (holders.length === 0 || holders.length > COMMON) continue
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

function holdersIn(talks: readonly Talk[]): Holders {
  const holders = new Map<string, string[]>()
  for (const talk of talks) {
    for (const trait of traitsOf(talk)) {
      const here = holders.get(trait)
      if (here) here.push(talk.id)
      else holders.set(trait, [talk.id])
    }
  }
  return holders
}

/** What a talk is about: its topics, its people and the words of its name and abstract, each once. */
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
