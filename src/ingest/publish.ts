import { createCatalogue } from '../archive/catalogue.js'
import type { CatalogueRecord, TalkContent } from '../archive/event.js'
import { isWithheld } from '../archive/withheld.js'
import { ANALYZER } from '../search/analyzer.js'
import type { EngineIndex, EngineKind } from '../search/engine.js'
import { indexedGroups } from '../search/indexedGroups.js'
import { INDEX_FORMAT } from '../store/generation.js'
import type { Store } from '../store/generations.js'
import type { ObjectRef, ObjectStore } from '../store/objects.js'
import { assemble } from './assemble.js'
import type { Plan } from './plan.js'
import type { ReadTalk } from './readTalk.js'

/** What an ingest has made current. */
export interface Published {
  readonly number: number
  readonly changed: boolean
  readonly passages: number
  readonly catalogue: CatalogueRecord
}

interface Publishing {
  readonly store: Store
  readonly objects: ObjectStore
  readonly engine: EngineKind
  /** Make the search index from nothing. */
  readonly anew: boolean
}

/** Stores the catalogue and the search index as objects, then makes the generation that names them current. */
export async function publish(
  { store, objects, engine, anew }: Publishing,
  plan: Plan,
  read: ReadonlyMap<string, ReadTalk>,
): Promise<Published> {
  const record = assemble(plan, read)
  const catalogue = createCatalogue(record)
  const groups = indexedGroups(catalogue, {
    content: async (id) => {
      const ref = read.get(id)?.words?.content
      return ref ? (JSON.parse(String(await objects.read(ref))) as TalkContent) : null
    },
    key: (id) => read.get(id)?.words?.key ?? '',
  })
  const withheld = new Set(catalogue.talks.filter(isWithheld).map((talk) => talk.id))
  const before = anew ? null : await indexBefore(store, objects, engine)
  const search = await engine.update(groups, before, objects, withheld)
  const talks = record.talks.flatMap(({ id }) => read.get(id) ?? [])
  const { number, changed } = await store.publish({
    format: INDEX_FORMAT,
    analyzer: ANALYZER,
    engine: { name: engine.name, version: engine.version },
    catalogue: await objects.put(Buffer.from(JSON.stringify(record))),
    search: { main: search.main, whole: search.whole, parts: search.parts },
    contents: Object.fromEntries(
      record.talks.flatMap(({ id }) => {
        const content = read.get(id)?.words?.content
        return content ? [[id, content]] : []
      }),
    ),
    images: different(talks.flatMap(({ images }) => images)),
  })
  return { number, changed, passages: search.passages, catalogue: record }
}

/** Each once, by hash. */
function different(refs: readonly ObjectRef[]): ObjectRef[] {
  return [...new Map(refs.map((ref) => [ref.hash, ref])).values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
}

/** The search index being served, where it is whole and this engine can go on from it. */
async function indexBefore(
  store: Store,
  objects: ObjectStore,
  engine: EngineKind,
): Promise<EngineIndex | null> {
  const generation = (await store.current().catch(() => null))?.generation
  const same =
    generation?.engine.name === engine.name &&
    generation.engine.version === engine.version &&
    generation.analyzer.version === ANALYZER.version
  if (!same) return null
  const { main, whole, parts } = generation.search
  for (const ref of [main, ...whole, ...parts]) if (!(await objects.holds(ref))) return null
  return generation.search
}
