import { describe, expect, it } from 'vitest'
import { HOSTILE } from './fixture.js'
import { openSite } from './site.js'

const site = await openSite('/talks')

interface Suggestion {
  readonly kind: string
  readonly text: string
  readonly url: string
}
async function suggested(q: string, more = ''): Promise<readonly Suggestion[]> {
  const answer = await site.get(`/talks/api/v1/suggest?q=${encodeURIComponent(q)}${more}`)
  expect(answer.status).toBe(200)
  return (answer.body as { suggestions: Suggestion[] }).suggestions
}
const named = (suggestions: readonly Suggestion[]): string[] =>
  suggestions.map(({ kind, text }) => `${kind}: ${text}`)

describe('suggestions', () => {
  it.each([
    ['ine', 'speaker: Ines Okafor', '/talks/speakers/ines-okafor'],
    ['okaf', 'speaker: Ines Okafor', '/talks/speakers/ines-okafor'],
    ['I. Okafor', 'speaker: Ines Okafor', '/talks/speakers/ines-okafor'],
    ['information retr', 'topic: Retrieval', '/talks/topics/retrieval'],
    ['TAIL', 'topic: Tail latency', '/talks/topics/tail-latency'],
    ['ranking re', 'event: Ranking Reading Group', '/talks/events/ranking-2026'],
    ['caches tha', 'talk: Caches that forget on purpose', '/talks/events/ranking-2026/abstract-only'],
    ['البح', 'talk: البحث في المحاضرات المسجلة', '/talks/events/wide-2025/arabic'],
    ['検索', 'talk: 録画された講演の中を検索する', '/talks/events/wide-2025/japanese'],
  ])('%s leads to %s', async (q, name, url) => {
    const suggestions = await suggested(q)
    expect(named(suggestions)).toContain(name)
    expect(suggestions[named(suggestions).indexOf(name)]?.url).toBe(url)
  })

  it('put names that begin so first, then other names, then words of the archive', async () => {
    const kinds = await suggested('re')
    const first = kinds.findIndex(({ text }) => !text.toLowerCase().startsWith('re'))
    const word = kinds.findIndex(({ kind }) => kind === 'word')
    expect(first).toBeGreaterThan(0)
    expect(word).toBeGreaterThanOrEqual(first)
    expect(kinds.slice(word).every(({ kind }) => kind === 'word')).toBe(true)
  })

  it('go on from the last word and keep the ones before it', async () => {
    const words = (await suggested('tail laten')).filter(({ kind }) => kind === 'word')
    expect(words[0]).toEqual({ kind: 'word', text: 'tail latency', url: '/talks/search?q=tail+latency' })
    expect((await suggested('tail latency ')).filter(({ kind }) => kind === 'word')).toEqual([])
  })

  it('go on only with words that stand beside the one before', async () => {
    const wordsFor = async (q: string): Promise<string[]> =>
      (await suggested(q)).filter(({ kind }) => kind === 'word').map(({ text }) => text)
    expect(await wordsFor('guten treff')).toEqual(['guten trefferquote'])
    expect(await wordsFor('latency treff')).toEqual([])
    // Of a word that stands beside everything nothing is expected.
    expect(await wordsFor('the treff')).toEqual(['the trefferquote'])
  })

  it('forgive a typo in a name where nothing is written so', async () => {
    expect(named(await suggested('ines okafro'))).toContain('speaker: Ines Okafor')
  })

  it('are as many as are wanted, and never stop words alone', async () => {
    expect(await suggested('r', '&limit=3')).toHaveLength(3)
    expect((await suggested('r', '&limit=999')).length).toBeLessThanOrEqual(20)
    expect(named(await suggested('th'))).not.toContain('word: the')
  })

  it('are none for nothing', async () => {
    for (const q of ['', '   ', '"', '-', '()', '🙂', 'year:2020', '\u0000', '\u202e'])
      expect([q, await suggested(q)]).toEqual([q, []])
  })

  it('are plain text whatever a name holds', async () => {
    expect(named(await suggested('alert'))).toContain(`topic: ${HOSTILE}`)
    const { headers } = await site.get('/talks/api/v1/suggest?q=alert')
    expect(headers['content-type']).toMatch(/^application\/json/)
  })
})
