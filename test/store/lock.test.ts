import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'

import { IndexLocked, lockIndex } from '../../src/store/lock.js'
import { temporaryFolder } from '../folders.js'

const HOUR = 3600 * 1000
/** No process has this id (Linux ends at 2^22). */
const NOBODY = 2 ** 22 + 1
const lockFile = (folder: string): string => path.join(folder, 'lock')

interface Left {
  readonly pid: number
  readonly host?: string
  readonly startedAt?: string
}

function leave(folder: string, { pid, host = hostname(), startedAt = '2026-01-01T00:00:00Z' }: Left): void {
  writeFileSync(lockFile(folder), JSON.stringify({ pid, host, startedAt, token: 'left' }))
}

const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString()

describe('the lock', () => {
  it('lets one ingest in at a time and names the other', async () => {
    const folder = temporaryFolder()
    leave(folder, { pid: process.ppid })
    await expect(lockIndex(folder)).rejects.toThrow(IndexLocked)
    await expect(lockIndex(folder)).rejects.toThrow(new RegExp(`process ${process.ppid} .*2026-01-01`))
  })

  it('holds against the same process too, until it is given back', async () => {
    const folder = temporaryFolder()
    const unlock = await lockIndex(folder)
    await expect(lockIndex(folder)).rejects.toThrow(IndexLocked)
    await unlock()
    await (
      await lockIndex(folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it.each<[string, Left]>([
    ['a process that is gone', { pid: NOBODY }],
    ['an earlier process of our own id, as in a container', { pid: process.pid }],
    ['another machine, 13 hours ago', { pid: 1, host: 'elsewhere', startedAt: ago(13 * HOUR) }],
    ['another machine, no time', { pid: 1, host: 'elsewhere', startedAt: 'lately' }],
    ['another machine, in a time to come', { pid: 1, host: 'elsewhere', startedAt: ago(-24 * HOUR) }],
  ])('is taken over from %s', async (_who, left) => {
    const folder = temporaryFolder()
    leave(folder, left)
    await (
      await lockIndex(folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([1, 11])('of another machine is believed for %i hours', async (hours) => {
    const folder = temporaryFolder()
    leave(folder, { pid: NOBODY, host: 'elsewhere', startedAt: ago(hours * HOUR) })
    await expect(lockIndex(folder)).rejects.toThrow(/on elsewhere/)
  })

  it.each([
    '',
    '{"pid":',
    '[]',
    '{"pid": 0, "host": "x", "startedAt": "x"}',
    '{"pid": -1, "host": "x", "startedAt": "x"}',
    '{"pid": "1"}',
  ])('that holds no owner is taken over: %j', async (text) => {
    const folder = temporaryFolder()
    writeFileSync(lockFile(folder), text)
    await (
      await lockIndex(folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is taken over from a folder of its name', async () => {
    const folder = temporaryFolder()
    mkdirSync(lockFile(folder))
    await (
      await lockIndex(folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it('that was left behind goes to one of all who want it', async () => {
    for (let round = 0; round < 25; round++) {
      const folder = temporaryFolder()
      if (round % 2 === 0) leave(folder, { pid: NOBODY })
      else writeFileSync(lockFile(folder), 'torn')
      const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockIndex(folder)))
      const won = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      expect(won).toHaveLength(1)
      await won[0]?.()
      expect(readdirSync(folder)).toEqual([])
    }
  })

  it('clears away what a process left that was killed while it made one', async () => {
    const folder = temporaryFolder()
    leave(folder, { pid: NOBODY })
    const aside = path.join(folder, 'lock.02d914cb-265c-4c12-92f5-5ef53fc08341')
    writeFileSync(aside, readFileSync(lockFile(folder)))
    await (
      await lockIndex(folder)
    )()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is not given back when somebody else has it by now', async () => {
    const folder = temporaryFolder()
    const unlock = await lockIndex(folder)
    leave(folder, { pid: process.ppid })
    const other = readFileSync(lockFile(folder), 'utf8')
    await unlock()
    expect(readFileSync(lockFile(folder), 'utf8')).toBe(other)
  })
})

const MODULE = pathToFileURL(path.resolve(import.meta.dirname, '../../dist/src/store/lock.js')).href

/** A process that wants the lock; resolves with what it says first. */
async function contender(folder: string, ending = ''): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { lockIndex } from ${JSON.stringify(MODULE)}
    ${ending}
    lockIndex(${JSON.stringify(folder)}).then(
      () => { console.log('won'); setInterval(() => {}, 1000) },
      (error) => { console.log(error.name) },
    )`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: String(chunk).trim() }
}

describe('the lock between processes', () => {
  it('that was left behind goes to one of them', async () => {
    const folder = temporaryFolder()
    leave(folder, { pid: NOBODY })
    const all = await Promise.all(Array.from({ length: 5 }, () => contender(folder)))
    expect(all.map(({ said }) => said).sort()).toEqual([
      'IndexLocked',
      'IndexLocked',
      'IndexLocked',
      'IndexLocked',
      'won',
    ])
  })

  it('is given back by a process that exits, and left by one that is killed', async () => {
    const folder = temporaryFolder()
    const polite = await contender(folder, "process.on('SIGTERM', () => process.exit(3))")
    polite.child.kill('SIGTERM')
    await once(polite.child, 'exit')
    expect(existsSync(lockFile(folder))).toBe(false)
    const killed = await contender(folder)
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    expect(existsSync(lockFile(folder))).toBe(true)
    await (
      await lockIndex(folder)
    )()
  })
})
