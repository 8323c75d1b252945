import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_QUERY, MOST_TERMS, parseQuery, parseSearchRequest } from '../../src/search/query.js'
import { aTalk, aTranscript, anArchive, anEvent } from './archive.js'

/** A query in short: words, "phrases", -exclusions and operators, each list in order. */
function read(q: string): string {
  const { words, phrases, without, filters } = parseQuery(q)
  const whole = (tokens: readonly { term: string; span: number }[]): string =>
    tokens
      .filter((token) => token.span === 1)
      .map((token) => token.term)
      .join(' ')
  return [
    ...words.map(({ tokens, prefix }) => whole(tokens) + (prefix ? '*' : '')),
    ...phrases.map(({ tokens }) => `"${whole(tokens)}"`),
    ...without.map(({ tokens }) => `-${whole(tokens)}`),
    ...Object.entries(filters).map(([facet, values]) => `${facet}=${values.join('|')}`),
  ].join(', ')
}

describe('parseQuery', () => {
  it.each([
    ['embedding latency', 'embedding, latency*'],
    ['embedding l', 'embedding, l'],
    ['embedding latency ', 'embedding, latency'],
    ['"tail latency"', '"tail latency"'],
    ['“tail latency” «p99»', '"tail latency", "p 99"'],
    ['A “breakthrough” in “tail latency” ', 'a, breakthrough, in, "tail latency"'],
    ['a "breakthrough" ', 'a, "breakthrough"'],
    ['memory -bandwidth', 'memory, -bandwidth'],
    ['memory -"near memory"', 'memory, -near memory'],
    ['speaker:gupta in:slides', 'speaker=gupta, in=slide'],
    ['Speaker:"Udit Gupta" x', 'x*, speaker=Udit Gupta'],
    ['in:said in:shown in:FAQ', 'in=speech|slide|faq'],
    ['in:written', 'in=title|abstract|speaker|faq|event'],
    ['has:video has:captions year:2020 lang:de-AT', 'has=video|transcript, year=2020, lang=de-AT'],
    ['near-memory', 'near memory*'],
    ['機械学習', '機 械, 学 習*'],
    ['모델 학습 ', '모델*, 학습*'],
  ])('GOOD %s', (q, expected) => {
    expect(read(q)).toBe(expected)
  })

  it.each([
    ['', ''],
    ['   ', ''],
    ['"unclosed phrase', 'unclosed, phrase*'],
    ['""', ''],
    ['-', ''],
    ['--x', 'x*'],
    ['speaker:', 'speaker'],
    ['in:nowhere', 'in, nowhere*'],
    ['year:soon', 'year, soon*'],
    ['http://example.org/a?b=c', 'http, example org, a, b, c'],
    ['unknown:thing', 'unknown, thing*'],
    ['constructor:x __proto__:y', 'constructor, x, proto, y'],
    ['( ) [ * ^ \\ $', ''],
    ['a AND (b OR c)', 'a, and, b, or, c'],
    ['5" disk', '5, disk*'],
  ])('BAD is searched as words: %s', (q, expected) => {
    expect(read(q)).toBe(expected)
  })

  it('is bounded', () => {
    const many = parseQuery(
      Array.from({ length: 100 }, (_, index) => `w${'abcdefghij'[index % 10] ?? ''}`).join(' '),
    )
    expect(many.words.length).toBe(MOST_TERMS)
    expect(many.cut).toBe(true)
    const long = parseQuery('x'.repeat(10_000))
    expect(long.text).toHaveLength(LONGEST_QUERY)
    expect(long.words).toHaveLength(1)
  })
})

describe('parseSearchRequest', () => {
  it('reads what an address says', () => {
    expect(
      parseSearchRequest({
        q: ['first', 'second'],
        limit: '5',
        offset: '10',
        event: 'a',
        in: ['said', 'slides'],
        sort: 'date',
      }),
    ).toMatchObject({ q: 'first', limit: 5, offset: 10, event: ['a'], in: ['speech', 'slide'], sort: 'date' })
  })

  it.each([
    [{ q: { nested: 'x' } }, { q: '' }],
    [{ q: [{ nested: 'x' }, 'y'] }, { q: '' }],
    [{ limit: '0' }, { limit: 1 }],
    [{ limit: '-3' }, { limit: 1 }],
    [{ limit: '1e9' }, { limit: 10 }],
    [{ limit: '99999' }, { limit: 50 }],
    [{ offset: 'x' }, { offset: 0 }],
    [{ in: 'nowhere' }, { in: [] }],
    [{ in: 'said,shown' }, { in: ['speech', 'slide'] }],
    [{ speaker: ['', ' a ', 'a', { x: 1 }] }, { speaker: ['a'] }],
    [{ sort: 'upwards' }, { sort: 'relevance' }],
  ])('%j', (params, expected) => {
    expect(parseSearchRequest(params)).toMatchObject(expected)
  })
})

it('answers 2,000 queries of any kind without an error', async () => {
  const archive = anArchive(
    [anEvent('event', { description: 'About memory and latency.' })],
    [
      {
        talk: aTalk('event/talk', { persons: [{ id: 'p', name: 'Udit Gupta', role: 'speaker' }] }),
        content: {
          transcripts: [aTranscript(['near-memory C++', 'state of the art', '機械学習 p99 latency'])],
        },
      },
    ],
  )
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '“',
      '-',
      ':',
      'speaker:',
      'in:',
      'in:said',
      'has:video',
      '(',
      '*',
      '\\',
      '-"',
      'lang:',
      'C++',
    ),
    fc.constantFrom(
      'memory',
      'latency',
      'state of',
      'the art',
      '機械',
      'gupta',
      'latenci',
      'memroy',
      'p99',
      ' ',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 10 }), fc.constantFrom('', ' '), async (pieces, glue) => {
      const q = pieces.join(glue)
      const answer = await archive.ask({ q })
      expect(answer.query).toBe(q)
      expect(answer.results.length).toBe(Math.min(10, answer.total))
    }),
    { numRuns: 2000 },
  )
})
