import { setTimeout } from 'node:timers/promises'
import type { Catalogue } from '../archive/catalogue.js'
import { parseSearchRequest } from '../search/request.js'
import type { Snapshot } from './snapshot.js'

const known = new WeakMap<Snapshot, Promise<readonly string[]>>()
/** Milliseconds that a page waits for them: the next one has them. */
const PATIENCE = 300

/**
 * Queries to try, from what the archive holds, each showing another operator: those that find something, looked for
 * once a generation. None until they are known, and while search cannot answer.
 */
export async function examplesOf(snapshot: Snapshot): Promise<readonly string[]> {
  const examples = known.get(snapshot) ?? look(snapshot)
  known.set(snapshot, examples)
  return Promise.race([examples, setTimeout(PATIENCE, [], { ref: false })])
}

function look(snapshot: Snapshot): Promise<readonly string[]> {
  return thoseThatFind(queriesFrom(snapshot.catalogue), snapshot).catch(() => {
    known.delete(snapshot)
    return []
  })
}

async function thoseThatFind(queries: readonly string[], { search }: Snapshot): Promise<readonly string[]> {
  const answers = await Promise.all(
    queries.map((q) => search.answer({ ...parseSearchRequest({ q, limit: '1' }), facetValues: 0 })),
  )
  if (answers.some(({ total, truncated }) => total === 0 && truncated))
    throw new Error('search had no time to look for the examples')
  return queries.filter((_, index) => (answers[index]?.total ?? 0) > 0)
}

function queriesFrom(catalogue: Catalogue): readonly string[] {
  const busiest = [...catalogue.topics].sort(
    (a, b) => catalogue.talksOn(b).length - catalogue.talksOn(a).length,
  )
  const names = busiest.map((topic) => topic.name.toLowerCase())
  const phrase = names.find((name) => name.includes(' '))
  const speaker = catalogue.speakers[0]?.name.split(/\s+/).at(-1)?.toLowerCase()
  const spoken = names.find((name) => name !== phrase)
  return [
    spoken,
    phrase && `"${phrase}"`,
    speaker && `speaker:${speaker}`,
    spoken && `${spoken} in:slide`,
    'has:video',
  ].filter((query): query is string => Boolean(query))
}
