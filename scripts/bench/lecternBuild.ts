/** How the speed bench builds an index of our engines, and what its clock counts. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Passage } from '../../src/archive/moment.js'
import { analyze, readWords } from '../../src/search/analyzer.js'
import type { EngineIndex, EngineKind, FileRef, IndexedGroup, IndexFiles } from '../../src/search/engine.js'
import { openSegment } from '../../src/search/lectern/segment.js'
import { createObjectStore, sha256 } from '../../src/store/objects.js'
import type { Corpus } from './speed/corpus.js'
import type { BuildFacts } from './speed/peer.js'

/** The file that a build leaves beside the objects, and what it says: where index and catalogue are among them. */
export const BUILT = 'built.json'
export interface Built {
  readonly index: EngineIndex
  readonly catalogue: FileRef
}

/** An event or a talk, and how its passages are made. */
export interface MadeGroup {
  readonly id: string
  readonly make: () => readonly Passage[]
}

/**
 * Groups that are made together, while the clock stands. To make one between any two would push out of the processor's
 * caches what the engine keeps there, and engines in memory have all texts beforehand; all at once would not fit.
 */
const AHEAD = 100

/** Builds an index. The clock stands while passages are made and counted, and while files are written. */
export async function buildOurs(
  kind: EngineKind,
  corpus: Corpus,
  groups: readonly MadeGroup[],
  folder: string,
): Promise<BuildFacts> {
  const wordsIn = kind.name === 'lectern' ? countWords : (text: string) => analyze(text).length
  const files = heldBack(createObjectStore(folder))
  const ready: (readonly Passage[])[] = []
  let next = 0
  let words = 0
  let tokenizing = 0
  let apart = 0
  const makeSome = async (): Promise<void> => {
    const from = performance.now()
    await files.write()
    const some = groups.slice(next, next + AHEAD).map(({ make }) => make())
    next += some.length
    ready.push(...some)
    const texts = some.flat().map(({ text }) => text)
    for (const text of texts) words += wordsIn(text)
    // Once more, as all is compiled and near: what is taken off is the least.
    const counted = performance.now()
    for (const text of texts) wordsIn(text)
    tokenizing += performance.now() - counted
    apart += performance.now() - from
  }
  const indexed = groups.map(({ id }, at): IndexedGroup => {
    const passages = async (): Promise<readonly Passage[]> => {
      if (at >= next) await makeSome()
      return ready.shift() ?? []
    }
    return { id, key: 'first', passages }
  })
  const began = performance.now()
  const index = await kind.update(indexed, null, files)
  const seconds = (performance.now() - began - apart) / 1000
  const talks = Array.from({ length: corpus.talks }, (_, number) => corpus.talk(number).talk)
  const catalogue = await files.put(Buffer.from(JSON.stringify(corpus.catalogue(talks))))
  await files.write()
  const built: Built = { index, catalogue }
  writeFileSync(path.join(folder, BUILT), JSON.stringify(built))
  const bytes = kind.name === 'lectern' ? await postingsBytes(index, files) : undefined
  return { seconds, tokenizing: tokenizing / 1000, words, ...(bytes !== undefined && { bytes }) }
}

/** Files that are named at once and written when it is asked for. */
function heldBack(files: IndexFiles): IndexFiles & { write(): Promise<void> } {
  const held: Uint8Array[] = []
  const write = async (): Promise<void> => {
    for (const bytes of held.splice(0)) await files.put(bytes)
  }
  return {
    put: (bytes): Promise<FileRef> => {
      held.push(bytes)
      return Promise.resolve({ hash: sha256(bytes), bytes: bytes.byteLength })
    },
    read: async (ref) => {
      await write()
      return files.read(ref)
    },
    readWhole: async (ref) => {
      await write()
      return files.readWhole(ref)
    },
    readAt: (ref, start, end) => files.readAt(ref, start, end),
    write,
  }
}

/** Cuts a text into words as lectern does when it builds: without an object for each, which would take twice as long. */
function countWords(text: string): number {
  let words = 0
  const count = (): void => {
    words += 1
  }
  readWords(text, { plain: count, token: count })
  return words
}

/** What postings, positions and dictionary take. */
async function postingsBytes(index: EngineIndex, files: IndexFiles): Promise<number> {
  let bytes = 0
  for (const file of index.whole) {
    const columns = Object.values(openSegment(await files.read(file)).postings) as unknown[]
    for (const column of columns) if (ArrayBuffer.isView(column)) bytes += column.byteLength
  }
  return bytes
}
