import { loadPeer } from '../peer.js'
import { inMemory } from './inMemory.js'

/** What is used of Lunr. */
interface LunrQuery {
  term(word: string, options: { readonly wildcard?: number; readonly editDistance?: number }): void
}
interface LunrBuilder {
  readonly pipeline: { reset(): void; add(step: unknown): void }
  readonly searchPipeline: { reset(): void }
  ref(name: string): void
  field(name: string): void
  add(document: { readonly id: number; readonly text: string }): void
}
interface Lunr {
  readonly default: {
    (configure: (this: LunrBuilder) => void): {
      query(build: (query: LunrQuery) => void): readonly unknown[]
    }
    readonly trimmer: unknown
    readonly Query: { readonly wildcard: { readonly NONE: number; readonly TRAILING: number } }
  }
}

/** Lunr without its stemmer and stop words, as the others have none. */
export const lunr = inMemory(
  'lunr',
  ['common', 'rare', 'topical', 'prefix', 'typo', 'stop words'],
  async (texts) => {
    const { default: create } = (await loadPeer('lunr')) as Lunr
    const { NONE, TRAILING } = create.Query.wildcard
    const index = create(function () {
      this.pipeline.reset()
      this.pipeline.add(create.trimmer)
      this.searchPipeline.reset()
      this.ref('id')
      this.field('text')
      texts.forEach((text, id) => {
        this.add({ id, text })
      })
    })
    return {
      ask: ({ words, prefix, typo }) => {
        const found = index.query((query) => {
          words.forEach((word, place) => {
            query.term(word, {
              wildcard: prefix && place === words.length - 1 ? TRAILING : NONE,
              ...(typo ? { editDistance: 1 } : {}),
            })
          })
        })
        return Math.min(10, found.length)
      },
    }
  },
)
