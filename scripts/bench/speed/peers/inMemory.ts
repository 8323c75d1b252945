import { passagesOf } from '../../lecternPeer.js'
import type { BenchQuery, Kind } from '../kinds.js'
import type { PeerKind } from '../peer.js'

/** An engine that keeps its index in its own objects and is asked for ten passages. */
export interface MemoryIndex {
  /** How many of at most ten it found. */
  readonly ask: (query: BenchQuery) => number | Promise<number>
  /** Seconds of indexing that went into cutting text into words, where that can be told apart. */
  readonly tokenizing?: number
}

/**
 * A peer that is built where it is asked.
 * @param index makes the index from texts, whose ids are their places in the list
 */
export function inMemory(
  name: string,
  kinds: readonly Kind[],
  index: (texts: readonly string[]) => Promise<MemoryIndex>,
): PeerKind {
  return {
    name,
    shapes: ['top ten'],
    open: async (corpus) => {
      const texts: string[] = []
      let words = 0
      for (const some of passagesOf(corpus())) {
        for (const { text } of some) {
          texts.push(text)
          words += text.split(/\s+/).length
        }
      }
      const began = performance.now()
      const { ask, tokenizing } = await index(texts)
      const seconds = (performance.now() - began) / 1000
      return {
        built: { seconds, words, ...(tokenizing === undefined ? {} : { tokenizing }) },
        shapes: {
          'top ten': {
            kinds: new Set(kinds),
            ask: async (query) => ({ total: null, results: await ask(query) }),
          },
        },
      }
    },
  }
}
