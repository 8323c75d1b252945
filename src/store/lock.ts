import { rmSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** Another ingest holds the index; the message names its process and when it began. */
export class IndexLocked extends Error {
  override readonly name = 'IndexLocked'
}

const ownerSchema = z.object({ pid: z.int().positive(), host: z.string(), startedAt: z.string() })
type Owner = Readonly<z.infer<typeof ownerSchema>>

/** No ingest takes so long: a lock this old is of a machine or a container that is gone. Milliseconds. */
const FORGOTTEN_AFTER = 12 * 3600 * 1000

/**
 * Takes the index for one ingest at a time. A lock whose process is gone is taken over.
 * @returns a function that gives it back
 * @throws {IndexLocked} when a living process holds it.
 */
export async function lockIndex(indexDir: string): Promise<() => Promise<void>> {
  const file = path.join(path.resolve(indexDir), 'lock')
  await mkdir(path.dirname(file), { recursive: true })
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await claim(file)) {
      const release = (): void => {
        rmSync(file, { force: true })
      }
      process.once('exit', release)
      return async () => {
        process.removeListener('exit', release)
        await rm(file, { force: true })
      }
    }
    // A lock without an owner may be one that is just being written.
    const owner = (await ownerOf(file)) ?? (await sleep(200).then(() => ownerOf(file)))
    if (owner && isAlive(owner)) {
      throw new IndexLocked(
        `another ingest is at work on this index (process ${owner.pid} on ${owner.host}, since ${owner.startedAt}); ` +
          `wait for it, or delete ${file} if that process is gone`,
      )
    }
    await rm(file, { force: true })
  }
  throw new IndexLocked(`the index could not be locked: ${file} keeps coming back`)
}

async function claim(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx')
    const owner: Owner = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString() }
    await handle.writeFile(`${JSON.stringify(owner)}\n`)
    await handle.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function ownerOf(file: string): Promise<Owner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** A lock of another machine (a shared folder) is believed for some hours: its processes cannot be seen from here. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return Date.now() - Date.parse(owner.startedAt) < FORGOTTEN_AFTER
  try {
    process.kill(owner.pid, 0)
    return owner.pid !== process.pid
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
