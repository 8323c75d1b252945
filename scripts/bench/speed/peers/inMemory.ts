import { passagesOf } from '../../lecternPeer.js'
import type { BenchQuery, Kind } from '../kinds.js'
import type { PeerKind } from '../peer.js'

/** An engine that keeps its index in its own objects and is asked for ten passages. */
export interface MemoryIndex {
  /** How many of at most ten it found. */
  readonly ask: (query: BenchQuery) => number | Promise<number>
  /** Cuts a text into words as indexing did, where that can be told apart. */
  readonly tokenize?: (text: string) => void
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
      const { ask, tokenize } = await index(texts)
      const built = performance.now()
      const seconds = (built - began) / 1000
      if (tokenize) for (const text of texts) tokenize(text)
      const tokenizing = (performance.now() - built) / 1000
      return {
        built: { seconds, words, ...(tokenize && { tokenizing }) },
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
