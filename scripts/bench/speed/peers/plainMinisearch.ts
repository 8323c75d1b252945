import MiniSearch, { type SearchOptions } from 'minisearch'

import type { BenchQuery } from '../kinds.js'
import { inMemory } from './inMemory.js'

/** Fewer exact hits than this, and typos are looked for. */
const FEW = 5

/** MiniSearch as its documentation uses it, over passages: the study's engine A. */
export const plainMinisearch = inMemory(
  'minisearch alone',
  ['common', 'rare', 'topical', 'prefix', 'typo', 'stop words'],
  (texts) => {
    const cut = MiniSearch.getDefault('tokenize') as (text: string) => string[]
    const processTerm = MiniSearch.getDefault('processTerm') as (word: string) => string
    const index = new MiniSearch<{ readonly id: number; readonly text: string }>({ fields: ['text'] })
    index.addAll(texts.map((text, id) => ({ id, text })))
    const ask = ({ words, prefix, typo }: BenchQuery): number => {
      const last = words.length - 1
      const options: SearchOptions = prefix ? { prefix: (_term, place) => place === last } : {}
      const exact = index.search(words.join(' '), options)
      if (!typo || exact.length >= FEW) return Math.min(10, exact.length)
      return Math.min(10, index.search(words.join(' '), { ...options, fuzzy: 0.2 }).length)
    }
    const tokenize = (text: string): void => {
      for (const word of cut(text)) processTerm(word)
    }
    return Promise.resolve({ ask, tokenize })
  },
)
