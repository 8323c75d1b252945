import { loadPeer } from '../peer.js'
import { inMemory } from './inMemory.js'

/** What is used of Orama. */
interface Orama {
  readonly create: (options: { readonly schema: { readonly text: 'string' } }) => unknown
  readonly insertMultiple: (index: unknown, documents: readonly object[], batch: number) => Promise<unknown>
  readonly search: (
    index: unknown,
    query: { readonly term: string; readonly limit: number; readonly tolerance?: number },
  ) => Promise<{ readonly hits: readonly unknown[] }>
}

/** Orama as it comes: any word may go on, because `exact` there reads all texts once more. */
export const orama = inMemory(
  'orama',
  ['common', 'rare', 'topical', 'prefix', 'typo', 'stop words'],
  async (texts) => {
    const { create, insertMultiple, search } = (await loadPeer('@orama/orama')) as Orama
    const index = create({ schema: { text: 'string' } })
    await insertMultiple(
      index,
      texts.map((text) => ({ text })),
      1000,
    )
    return {
      ask: async ({ words, typo }) => {
        const term = words.join(' ')
        return (await search(index, { term, limit: 10, ...(typo ? { tolerance: 1 } : {}) })).hits.length
      },
    }
  },
)
