import { loadPeer } from '../peer.js'
import { inMemory } from './inMemory.js'

/** What is used of FlexSearch. */
interface FlexSearch {
  readonly default: {
    readonly Index: new (options: { readonly tokenize: 'forward' }) => {
      add(id: number, text: string): void
      search(text: string, options: { readonly limit: number; readonly suggest: boolean }): readonly unknown[]
    }
  }
}

/** FlexSearch with beginnings of words indexed; passages with some of the words are found too. It ranks without BM25. */
export const flexsearch = inMemory(
  'flexsearch',
  ['common', 'rare', 'topical', 'prefix', 'stop words'],
  async (texts) => {
    const { Index } = ((await loadPeer('flexsearch')) as FlexSearch).default
    const index = new Index({ tokenize: 'forward' })
    texts.forEach((text, id) => {
      index.add(id, text)
    })
    return { ask: ({ words }) => index.search(words.join(' '), { limit: 10, suggest: true }).length }
  },
)
