import { describe, expect, it } from 'vitest'
import { INJECTED } from '../../scripts/torture/hostileQueries.js'
import { sendHostileQueries } from '../../scripts/torture/queriesRun.js'
import { readSettings } from '../../src/settings.js'
import { listen } from '../../src/web/listen.js'
import { openSite } from './site.js'

const site = await openSite()
const TALK = 'ranking-2026/recall'
const MARKUP = `${INJECTED} onload=alert(1)>`

/** Every place that takes a query, with a query in it (as the address has it). */
const askedEverywhere = (query: string): string[] => [
  `/search?q=${query}`,
  `/api/v1/search?q=${query}`,
  `/api/v1/suggest?q=${query}`,
  `/api/v1/talks/${TALK}/find?q=${query}`,
  `/search.csv?q=${query}`,
  `/events/${TALK}?q=${query}`,
]

describe('a query that nobody would mean is answered', () => {
  it.each<[string, string]>([
    ['C++', 'C%2B%2B'],
    ['C++, not encoded', 'C++'],
    ['a bracket', '('],
    ['a regular expression', encodeURIComponent('(a+)+$ [^]* \\')],
    ['emoji', encodeURIComponent('🙂 👩‍👩‍👧‍👦')],
    ['NUL', 'a%00b'],
    ['control characters', '%01%07%0b%1b%7f'],
    ['a lone surrogate, encoded', '%ed%a0%80'],
    ['bytes that are no UTF-8', '%ff%fe%c0%af'],
    ['half an escape', '%'],
    ['marks of direction', encodeURIComponent('\u202elatency\u2066\u200f')],
    ['nothing that can be seen', encodeURIComponent('\u200b\ufeff\u2028')],
    ['6 kB in one word', 'x'.repeat(6000)],
    ['6 kB of words', 'a+'.repeat(3000)],
    ['6 kB of quotation marks', '"'.repeat(2000)],
    ['6 kB of minus signs', '-'.repeat(6000)],
    ['thousands of combining accents', `e${'%CC%81'.repeat(900)}`],
    ['a repeated parameter', 'latency&q=recall&q=&talk=a&talk=b&in=speech&in=zz'],
    ['nested parameters', 'latency&q[]=1&q[a][b]=2&in[$gt]=&limit[]=5&__proto__[x]=1&constructor=2'],
    ['numbers that are none', 'latency&limit=1e9&offset=-5&year=NaN&sort=sideways&exact=maybe'],
    ['markup', encodeURIComponent(MARKUP)],
    [
      'markup in every filter',
      `latency&${['event', 'speaker', 'topic', 'year', 'lang', 'has', 'talk'].map((name) => `${name}=${encodeURIComponent(`">${MARKUP}`)}`).join('&')}`,
    ],
    ['a template', encodeURIComponent('<%= 1 %> {{7*7}} ${7*7} #{7*7}')],
  ])('%s', async (_what, query) => {
    for (const address of askedEverywhere(query)) {
      const { status, text, headers } = await site.get(address)
      expect([address.slice(0, 60), status]).toEqual([address.slice(0, 60), 200])
      if (headers['content-type']?.startsWith('text/html')) expect(text).not.toContain(INJECTED)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  it.each([
    ['10 kB of one word', 'x'.repeat(10_000)],
    ['10 kB of words', 'latency+'.repeat(1250)],
    ['10 kB of emoji, percent-encoded', '%F0%9F%8E%99'.repeat(2500)],
    ['a thousand words of another script', `${encodeURIComponent('модель')}+`.repeat(800)],
    ['hundreds of parameters', `latency${'&event=x'.repeat(2000)}`],
  ])('%s are answered', async (_what, query) => {
    // As it is served: the limit of a request's head is the server's.
    const listening = await listen(site.with({}), readSettings({ port: '0' }, {}))
    for (const address of askedEverywhere(query)) {
      const { status } = await fetch(new URL(address, listening.url), { headers: { connection: 'close' } })
      expect([address.slice(0, 40), status]).toEqual([address.slice(0, 40), 200])
    }
    await listening.close()
  })

  it('and so are hundreds of random ones', async () => {
    const report = await sendHostileQueries(
      async (address) => {
        const { status, text, headers } = await site.get(address)
        return { status, text, type: headers['content-type'] ?? '' }
      },
      { queries: 600, seed: 'tests', talk: TALK },
    )
    expect(report.failures).toEqual([])
    expect(report.asked).toBe(600)
    expect(report.statuses.get(200)).toBeGreaterThan(550)
  })
})

it('what is sent can be seen to be hostile, or the tests above say nothing', async () => {
  const report = await sendHostileQueries(
    (address) =>
      Promise.resolve({
        status: 200,
        type: 'text/html',
        text: decodeURI(address.replaceAll('%', '%25')).replaceAll('%253C', '<').replaceAll('%3C', '<'),
      }),
    { queries: 300, seed: 'tests', talk: TALK },
  )
  expect(report.failures.length).toBeGreaterThan(20)
})
