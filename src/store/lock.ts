import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { sha256 } from './objects.js'

/** Another ingest holds the index; the message names its process and when it began. */
export class IndexLocked extends Error {
  override readonly name = 'IndexLocked'
}

/** Who holds an index, as the lock says it. */
interface Owner {
  readonly pid: number
  readonly host: string
  readonly startedAt: string
  /** Tells this lock from any other, also of the same process. */
  readonly token?: string
}

/** No ingest takes so long: a lock this old is of a machine or a container that is gone. Milliseconds. */
const FORGOTTEN_AFTER = 12 * 3600 * 1000
/** A lock that holds no owner may be one that is just being written. Milliseconds. */
const WRITTEN_WITHIN = 200

/** What this process holds: its own id in a lock is that of an earlier process when the token is not here. */
const held = new Set<string>()

/**
 * Takes the index for one ingest at a time. A lock whose process is gone is taken over, by one of those who want it.
 * @returns a function that gives it back; so does the end of the process
 * @throws {IndexLocked} when a living process holds it.
 */
export async function lockIndex(indexDir: string): Promise<() => Promise<void>> {
  const file = path.join(path.resolve(indexDir), 'lock')
  await mkdir(path.dirname(file), { recursive: true })
  const lock = await claim(file)
  await removeHalfClaimed(path.dirname(file))
  const release = (): void => {
    if (textNow(file) === lock.text) rmSync(file, { force: true })
    held.delete(lock.token)
  }
  process.once('exit', release)
  return () => {
    process.removeListener('exit', release)
    release()
    return Promise.resolve()
  }
}

interface Lock {
  readonly token: string
  readonly text: string
}

async function claim(file: string): Promise<Lock> {
  const token = randomUUID()
  const owner: Owner = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString(), token }
  const lock = { token, text: `${JSON.stringify(owner)}\n` }
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await create(file, lock)) {
      held.add(token)
      return lock
    }
    const text = await settledText(file)
    if (text === null) continue
    const other = parseOwner(text)
    if (other && isAlive(other)) throw new IndexLocked(inUse(other, file))
    await removeStale(file, text)
  }
  throw new IndexLocked(`the index could not be locked: ${file} keeps coming back`)
}

/** Makes the lock appear whole or not at all; false when there is one. */
async function create(file: string, { token, text }: Lock): Promise<boolean> {
  const aside = `${file}.${token}`
  try {
    await writeFile(aside, text, { flag: 'wx' })
    await link(aside, file).catch((error: unknown) => {
      // Some file systems have no hard links.
      if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(error)))
        return writeFile(file, text, { flag: 'wx' })
      throw error
    })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Removes what processes left that were killed just while they made a lock. */
async function removeHalfClaimed(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^lock\.[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name)) continue
    const aside = path.join(folder, name)
    const owner = parseOwner(textNow(aside) ?? '')
    const age = Date.now() - ((await stat(aside).catch(() => null))?.mtimeMs ?? Date.now())
    if (owner ? !isAlive(owner) && owner.pid !== process.pid : age > FORGOTTEN_AFTER)
      await rm(aside, { force: true })
  }
}

/**
 * Removes a lock of somebody who is gone. Two that see the same stale lock must not remove one after the other: the
 * second would remove what the first has made since. So each first takes a lock on removing exactly this one.
 */
async function removeStale(file: string, text: string): Promise<void> {
  const guardFile = `${file}.${sha256(text).slice(0, 16)}`
  const guard = await claim(guardFile).catch((error: unknown) => {
    if (error instanceof IndexLocked) return null
    throw error
  })
  if (!guard) {
    await sleep(WRITTEN_WITHIN)
    return
  }
  if (textNow(file) === text) await rm(file, { force: true, recursive: true })
  await rm(guardFile, { force: true })
  held.delete(guard.token)
}

/** What stands in a lock, after a moment for one that is just being written; null when it is gone. */
async function settledText(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(noneWhenMissing)
  if (text === null || parseOwner(text)) return text
  await sleep(WRITTEN_WITHIN)
  return readFile(file, 'utf8').catch(noneWhenMissing)
}

/** Null when it is gone; a lock that cannot be read, a folder for instance, is as one that holds nothing. */
function noneWhenMissing(error: unknown): string | null {
  return codeOf(error) === 'ENOENT' ? null : ''
}

function textNow(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return noneWhenMissing(error)
  }
}

function parseOwner(text: string): Owner | null {
  try {
    const owner = JSON.parse(text) as Partial<Record<keyof Owner, unknown>> | null
    const { pid, host, startedAt, token } = owner ?? {}
    if (!Number.isSafeInteger(pid) || Number(pid) < 1) return null
    if (typeof host !== 'string' || typeof startedAt !== 'string') return null
    return { pid: Number(pid), host, startedAt, ...(typeof token === 'string' && { token }) }
  } catch {
    return null
  }
}

/** A lock of another machine (a shared folder) is believed for some hours: its processes cannot be seen from here. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return Math.abs(Date.now() - Date.parse(owner.startedAt)) < FORGOTTEN_AFTER
  if (owner.pid === process.pid) return owner.token !== undefined && held.has(owner.token)
  try {
    process.kill(owner.pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function inUse({ pid, host, startedAt }: Owner, file: string): string {
  return (
    `another ingest is at work on this index (process ${pid} on ${host}, since ${startedAt}); ` +
    `wait for it, or delete ${file} if that process is gone`
  )
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
