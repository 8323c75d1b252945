import { createAddresses } from '../../archive/addresses.js'
import { createCatalogue } from '../../archive/catalogue.js'
import type { CatalogueRecord, TalkContent } from '../../archive/event.js'
import { ANALYZER } from '../../search/analyzer.js'
import type { IndexReader } from '../../search/engine.js'
import { engineNamed } from '../../search/engines.js'
import { createFindInTalk } from '../../search/findInTalk.js'
import { createSearch } from '../../search/search.js'
import type { Generation } from '../../store/generation.js'
import { createObjectStore } from '../../store/objects.js'
import { readInto } from '../../store/readInto.js'
import { IndexUnusable } from '../../store/unusable.js'
import type { AskedSearch, Session } from './messages.js'
import { searchDocument } from './searchDocument.js'

/** @throws {IndexUnusable} when no engine of this version made the generation's index. */
export function checkVersions({ engine, analyzer }: Generation): void {
  if (engineNamed(engine.name)?.version !== engine.version || analyzer.version !== ANALYZER.version)
    throw new IndexUnusable('it was made by another version of Lectern')
}

/**
 * Opens the search of one generation.
 * @throws when its index cannot be opened
 */
export async function openSearch({ generation, indexDir, basePath, whole }: Session): Promise<AskedSearch> {
  checkVersions(generation)
  const objects = createObjectStore(indexDir)
  const files: IndexReader = {
    read: (ref) => objects.read(ref),
    readWhole: async (ref) => {
      const shared = whole.get(ref.hash)
      if (!shared) return objects.readWhole(ref)
      const bytes = new Uint8Array(shared.memory)
      if (!shared.isFilled) await readInto(bytes, objects.pathOf(ref.hash))
      return bytes
    },
    readAt: (ref, start, end) => objects.readAt(ref, start, end),
  }
  const [engine, record] = await Promise.all([
    engineNamed(generation.engine.name)?.open(generation.search, files),
    objects.read(generation.catalogue).then((bytes) => JSON.parse(String(bytes)) as CatalogueRecord),
  ])
  if (!engine) throw new IndexUnusable('it was made by another version of Lectern')
  const contentOf = async (talk: string): Promise<TalkContent | null> => {
    const ref = Object.hasOwn(generation.contents, talk) ? generation.contents[talk] : undefined
    return ref ? (JSON.parse(String(await objects.read(ref))) as TalkContent) : null
  }
  const search = createSearch({
    catalogue: createCatalogue(record),
    engine,
    addresses: createAddresses(basePath),
  })
  return {
    document: async (request) => searchDocument(await search.answer(request)),
    suggest: (request) => search.suggest(request),
    list: (request) => search.list(request),
    find: createFindInTalk(contentOf),
  }
}
