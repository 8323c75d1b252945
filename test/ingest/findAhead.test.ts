import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

import { findFiles, type Found } from '../../src/ingest/find.js'
import type * as FindAhead from '../../src/ingest/findAhead.js'
import { lockIndex } from '../../src/store/lock.js'
import { place, run } from './place.js'

/** As it was built: a thread runs no TypeScript. */
const BUILT = path.resolve(import.meta.dirname, '../../dist/src/ingest/findAhead.js')
const { findAhead } = (await import(pathToFileURL(BUILT).href)) as typeof FindAhead

const NOTHING: Found = { manifest: null, events: [], problems: [] }

describe('folders that are listed ahead', () => {
  it('hold what is found without', async () => {
    const { mediaDir, indexDir } = place({
      'harbour/event.yaml': 'name: Harbour',
      'harbour/tides/transcript.vtt': 'WEBVTT',
      'harbour/tides/deep/er.txt': 'x',
      'lost.vtt': 'WEBVTT',
    })
    const found = await findAhead(mediaDir, indexDir)()
    expect(found).toEqual(await findFiles(mediaDir, indexDir))
    expect(found?.problems.length).toBeGreaterThan(1)
  })

  it('are left to whoever needs them where they cannot be listed', async () => {
    expect(await findAhead('/nowhere/at/all', '/nowhere/index')()).toBeNull()
    const { summary } = await run(place(), { found: () => Promise.resolve(null) })
    expect(summary.talks).toBe(2)
  })

  it('are what an ingest reads, and are listed anew when others were waited for', async () => {
    const where = place()
    const found = (): Promise<Found> => Promise.resolve(NOTHING)
    expect((await run(where, { found })).summary.talks).toBe(0)
    const release = await lockIndex(where.indexDir)
    const { summary } = await run(where, {
      ...{ found, wait: true },
      onEvent: (event) => {
        if (event.type === 'notice' && event.message.startsWith('Waiting')) void release()
      },
    })
    expect(summary.talks).toBe(2)
  })

  it('keep a process from ending only once they are asked for', async () => {
    const { mediaDir, indexDir } = place()
    const before = portsHeld()
    const found = findAhead(mediaDir, indexDir)
    expect(portsHeld()).toBe(before)
    const asked = found()
    expect(portsHeld()).toBe(before + 1)
    await asked
  })
})

/** Ends of threads for which this process would stay. */
function portsHeld(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
}
