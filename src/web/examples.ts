import type { Catalogue } from '../archive/catalogue.js'
import { parseSearchRequest } from '../search/request.js'
import type { Snapshot } from './snapshot.js'

const known = new WeakMap<Snapshot, Promise<readonly string[]>>()

/**
 * Queries to try, from what the archive holds, each showing another operator: those that find something, looked for
 * once a generation. None while search cannot answer.
 */
export async function examplesOf(snapshot: Snapshot): Promise<readonly string[]> {
  const examples = known.get(snapshot) ?? thoseThatFind(queriesFrom(snapshot.catalogue), snapshot)
  known.set(snapshot, examples)
  try {
    return await examples
  } catch {
    known.delete(snapshot)
    return []
  }
}

async function thoseThatFind(queries: readonly string[], { search }: Snapshot): Promise<readonly string[]> {
  const totals = await Promise.all(
    queries.map(async (q) => (await search.answer(parseSearchRequest({ q, limit: '1' }))).total),
  )
  return queries.filter((_, index) => (totals[index] ?? 0) > 0)
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
