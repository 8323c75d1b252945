import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { CALLS, filledIn } from '../../src/web/api/calls.js'
import { errorSchema } from '../../src/web/api/error.js'
import { eventSchema, eventsSchema } from '../../src/web/api/event.js'
import { searchSchema } from '../../src/web/api/search.js'
import { slidesSchema, talkSchema, transcriptSchema } from '../../src/web/api/talk.js'
import { openSampleSite, type SampleSite } from '../sampleSite.js'
import { openSite } from './site.js'

const API = '/talks/api/v1'
const site = await openSite('/talks')
const ask = async (path: string): Promise<unknown> => (await site.get(API + path)).body as unknown

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: { readonly examples?: readonly (string | number)[] }
}
interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Record<string, { readonly get: { readonly parameters?: readonly Parameter[] } }>
  readonly components: { readonly schemas: Record<string, object> }
}

/** Fits the schema and holds nothing that the schema does not name. */
function expectDocumented(schema: z.ZodType, body: unknown): void {
  expect(schema.parse(body)).toEqual(body)
}

function answerOf(path: string): z.ZodType {
  const call = CALLS.find((each) => each.path === path)
  if (!call) throw new Error(`no call at ${path}`)
  return call.answer
}

/** A document's paths with their own examples filled in. */
function examplesOf({ paths }: Document): [path: string, address: string][] {
  return Object.entries(paths).map(([path, { get }]) => {
    const values = (get.parameters ?? []).flatMap(({ name, schema }) =>
      schema.examples?.[0] === undefined ? [] : [[name, String(schema.examples[0])]],
    )
    return [path, filledIn(path, Object.fromEntries(values) as Record<string, string>)]
  })
}

describe('every answer is as its schema says, and no more', () => {
  it.each<[string, z.ZodType]>([
    ['/search?q=latency', searchSchema],
    ['/search?q=recall&in=slide&sort=date', searchSchema],
    ['/search?q=reading+group', searchSchema],
    ['/search?q=latancy', searchSchema],
    ['/search?q=zzzzqqqq', searchSchema],
    ['/search', searchSchema],
    ['/events', eventsSchema],
    ['/search?talk=ranking-2026/recall&q=rare', searchSchema],
  ])('%s', async (path, schema) => {
    expectDocumented(schema, await ask(path))
  })

  it('for every event and talk', async () => {
    for (const { id } of site.fixture.snapshot.catalogue.events)
      expectDocumented(eventSchema, await ask(`/events/${id}`))
    for (const { id } of site.fixture.snapshot.catalogue.talks) {
      expectDocumented(talkSchema, await ask(`/talks/${id}`))
      for (const [part, schema] of [
        ['transcript', transcriptSchema],
        ['slides', slidesSchema],
      ] as const) {
        const answer = await site.get(`${API}/talks/${id}/${part}`)
        expectDocumented(answer.status === 200 ? schema : errorSchema, answer.body)
      }
    }
  })

  it('for errors', async () => {
    for (const path of ['/events/none', '/nothing']) expectDocumented(errorSchema, await ask(path))
  })
})

describe('the OpenAPI document', () => {
  let document: Document
  beforeAll(async () => {
    document = (await ask('/openapi.json')) as Document
  })

  it('is of version 3.1 and names every call under the base path', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.servers).toEqual([{ url: API }])
    expect(Object.keys(document.paths)).toEqual(CALLS.map((call) => call.path))
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['SearchAnswer', 'Event', 'Talk', 'Transcripts', 'Slides', 'Error']),
    )
  })

  it('lets answers gain fields', () => {
    expect(JSON.stringify(document)).not.toContain('"additionalProperties":false')
  })

  it('points only to schemas it has', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
    expect(refs.length).toBeGreaterThan(5)
    for (const [, name] of refs) expect(Object.keys(document.components.schemas)).toContain(name)
  })

  it('has examples that work here', async () => {
    const examples = examplesOf(document)
    for (const [path, address] of examples) {
      const answer = await site.get(API + address)
      expect([address, answer.status]).toEqual([address, 200])
      expectDocumented(answerOf(path), answer.body)
    }
    expect(((await ask(examples[0]?.[1] ?? '')) as { total: number }).total).toBeGreaterThan(0)
  })
})

describe('the page about it', () => {
  it('has working examples, and every page leads there', async () => {
    expect((await site.get('/talks/')).text).toContain('<a href="/talks/api">API</a>')
    const { text } = await site.get('/talks/api')
    const links = [...text.matchAll(/href="(\/talks\/api\/v1\/[^"]*)"/g)].map((match) =>
      (match[1] ?? '').replaceAll('&amp;', '&'),
    )
    expect(links.length).toBe(CALLS.length + 1)
    for (const link of links) expect([link, (await site.get(link)).status]).toEqual([link, 200])
  })
})

describe('the sample', () => {
  let sample: SampleSite
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-api-'))
    sample = await openSampleSite(folder)
  })
  afterAll(async () => {
    await sample.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('answers every example as documented', async () => {
    const get = async (path: string): Promise<unknown> => (await fetch(`${sample.url}/api/v1${path}`)).json()
    const document = (await get('/openapi.json')) as Document
    for (const [path, address] of examplesOf(document)) expectDocumented(answerOf(path), await get(address))
    const { events } = (await get('/events')) as { events: { id: string }[] }
    for (const { id } of events) expectDocumented(eventSchema, await get(`/events/${id}`))
  })
})
