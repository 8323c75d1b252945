import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { ENGINE_NAMES, readSettings } from '../../src/settings.js'
import { hits, place, run } from './place.js'

it.each(ENGINE_NAMES)('builds the index with the engine %s, also over one of another', async (engine) => {
  const where = place()
  const [other] = ENGINE_NAMES.filter((name) => name !== engine)
  for (const name of [other, engine]) if (name) await run(where, { engine: name })
  const folder = path.join(where.indexDir, 'generations')
  const newest = readdirSync(folder).sort().at(-1) ?? ''
  const generation = JSON.parse(readFileSync(path.join(folder, newest), 'utf8')) as {
    engine: { name: string }
  }
  expect(generation.engine.name).toBe(engine)
  expect(await hits(where, '"the moon"')).not.toEqual([])
})

it('names the setting of an engine that does not exist', () => {
  expect(() => readSettings({}, { LECTERN_ENGINE: 'sphinx' })).toThrow(
    /LECTERN_ENGINE must be lectern or minisearch/,
  )
})
