import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPhrase, phraseOf, sparseStream, textStream } from '../../src/search/tokenStream.js'

const WORDS = [
  ...[
    'near-memory',
    'near',
    'memory',
    'nearmemory',
    'C++',
    'C',
    "Gupta's",
    'gupta',
    '1,000',
    '1000',
    'Node.js',
  ],
  ...[
    'node',
    'js',
    '東京都庁',
    '東京',
    '京',
    'MÜNCHEN',
    'munchen',
    "don't",
    "it's",
    'p99',
    'a',
    'the',
    'x'.repeat(70),
  ],
]
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ', ', ' – ', '\n')), { maxLength: 20 })
  .map((words) => words.flat().join(''))

describe('a text of which only some words matter', () => {
  it('has a phrase where the whole text has it', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
        (words, sought) => {
          const phrase = phraseOf(sought.join(' '))
          const sparse = sparseStream(words, new Set(phrase.map(({ term }) => term)))
          expect(findPhrase(sparse, phrase)).toEqual(findPhrase(textStream(words), phrase))
        },
      ),
    )
  })
})
