import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { manifestSchemas } from '../../src/readers/manifest/jsonSchemas.js'

const schemas = Object.entries(manifestSchemas())

describe('the JSON Schemas in docs/schema', () => {
  it.each(schemas)('%s is up to date (node dist/scripts/make-schema.js writes it)', (name, text) => {
    expect(JSON.parse(readFileSync(`docs/schema/${name}`, 'utf8'))).toEqual(JSON.parse(text))
  })
})

describe('the manifest reference', () => {
  it.each(schemas)('names every key of %s', (_, text) => {
    const reference = readFileSync('docs/manifest.md', 'utf8')
    const missing = [...keysOf(JSON.parse(text))].filter((key) => !reference.includes(`\`${key}\``))
    expect(missing).toEqual([])
  })
})

function keysOf(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set()
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : []
  return new Set([...own, ...Object.values(schema).flatMap((value) => [...keysOf(value)])])
}
