import { describe, expect, it } from 'vitest'
import type { TalkPlace } from '../../src/search/talkTexts.js'
import { openSite } from './site.js'

const site = await openSite()
const RECALL = 'ranking-2026/recall'

async function find(
  talk: string,
  q: string,
  more = '',
): Promise<{ total: number; places: readonly TalkPlace[]; texts: readonly string[] }> {
  const answer = await site.get(`/api/v1/talks/${talk}/find?q=${encodeURIComponent(q)}${more}`)
  expect(answer.status).toBe(200)
  const { total, places } = answer.body as { total: number; places: TalkPlace[] }
  const content = await site.fixture.snapshot.content(talk)
  const texts = places.map((place) => {
    if (place.kind === 'slide') {
      const slide = content?.deck?.slides.find(({ page }) => page === place.page)
      return (place.part === 'title' ? slide?.title : slide?.text)?.slice(place.from, place.to) ?? ''
    }
    const cues = content?.transcripts.find(({ id }) => id === place.transcript)?.cues ?? []
    if (place.cue === place.lastCue) return cues[place.cue]?.text.slice(place.from, place.to) ?? ''
    return [
      cues[place.cue]?.text.slice(place.from),
      ...cues.slice(place.cue + 1, place.lastCue).map(({ text }) => text),
      cues[place.lastCue]?.text.slice(0, place.to),
    ].join(' ')
  })
  return { total, places, texts }
}

describe('finding in one talk', () => {
  it('gives every place with its own characters and its second', async () => {
    const { total, places, texts } = await find(RECALL, 'latency')
    expect(total).toBeGreaterThan(2)
    expect(places).toHaveLength(total)
    for (const text of texts) expect(text).toMatch(/^latenc/i)
    expect(new Set(places.map(({ kind }) => kind))).toEqual(new Set(['speech', 'slide']))
    const starts = places.map(({ start }) => start ?? Infinity)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
  })

  it.each([
    ['RECALL', /^recall$/i],
    ['reca', /^recall$/i],
    ['queries', /^quer(?:y|ies)$/i],
    ['"recall is the share"', /^recall is the share$/i],
    ['recall is the share', /^recall is the share$/i],
  ])('reads %s as search does', async (q, expected) => {
    const { texts } = await find(RECALL, q)
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(text).toMatch(expected)
  })

  it('finds the single words where they nowhere stand together', async () => {
    const { texts } = await find(RECALL, 'share latency')
    expect(texts.some((text) => /share/i.test(text))).toBe(true)
    expect(texts.some((text) => /latency/i.test(text))).toBe(true)
  })

  it('crosses the border of two cues, in scripts without spaces too', async () => {
    const { places, texts } = await find('wide-2025/japanese', '検索について')
    expect(texts).toEqual(['検索 について'])
    expect(places[0]).toMatchObject({ kind: 'speech', cue: 1, lastCue: 2 })
  })

  it('knows the forms of words in the languages of the talk', async () => {
    const { texts } = await find(RECALL, 'Trefferquoten')
    expect(texts).toEqual(['Trefferquote'])
  })

  it('looks in one transcript, or in one kind, where that is asked for', async () => {
    const german = await find(RECALL, 'die', '&transcript=de-auto')
    expect(german.places.filter(({ kind }) => kind === 'speech')).not.toEqual([])
    for (const place of german.places) if (place.kind === 'speech') expect(place.transcript).toBe('de-auto')
    const shown = await find(RECALL, 'latency in:slide')
    expect(new Set(shown.places.map(({ kind }) => kind))).toEqual(new Set(['slide']))
  })

  it('finds nothing for nothing, and in a talk without words', async () => {
    for (const q of ['', '   ', '"', '(', '🙂', '\u0000', 'zzqqzz'])
      expect([q, (await find(RECALL, q)).total]).toEqual([q, 0])
    expect((await find('ranking-2026/abstract-only', 'eviction')).total).toBe(0)
  })

  it('says nothing of talks that are withheld or not there', async () => {
    for (const talk of ['ranking-2026/withdrawn', 'ranking-2026/opted-out', 'ranking-2026/none'])
      expect((await site.get(`/api/v1/talks/${talk}/find?q=secret`)).status).toBe(404)
    const moved = await site.get('/api/v1/talks/ranking-2026/recall-draft/find?q=a')
    expect([moved.status, moved.headers['location']]).toEqual([301, `/api/v1/talks/${RECALL}/find?q=a`])
  })
})
