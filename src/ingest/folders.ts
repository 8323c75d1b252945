import { mkdir, realpath, rm } from 'node:fs/promises'
import path from 'node:path'

import { WrongSetting } from '../settings.js'

/**
 * The real paths of both folders, whether the index exists yet or not. An index inside the media folder is fine: it is
 * passed over there.
 * @throws {WrongSetting} when the media folder is the index folder or lies inside it: an ingest would write there.
 */
export async function keepApart(
  mediaDir: string,
  indexDir: string,
): Promise<{ readonly media: string; readonly index: string }> {
  const [media, index] = await Promise.all([realPathOf(mediaDir), realPathOf(indexDir)])
  if (`${media}${path.sep}`.startsWith(`${index}${path.sep}`)) {
    throw new WrongSetting(
      `the media folder ${media} lies in the index folder ${index}, where everything may be deleted; ` +
        'choose another index folder with --index or LECTERN_INDEX',
    )
  }
  return { media, index }
}

async function realPathOf(folder: string): Promise<string> {
  const whole = path.resolve(folder)
  const found = await realpath(whole).catch(() => null)
  if (found !== null || path.dirname(whole) === whole) return found ?? whole
  return path.join(await realPathOf(path.dirname(whole)), path.basename(whole))
}

/** Where the work of one ingest on an index lies until it is done: nothing of it is lost when it goes. */
export function temporaryFolderOf(indexDir: string): string {
  return path.join(path.resolve(indexDir), 'tmp')
}

/** An empty folder for temporary work; what a killed ingest left in it goes. To be called under the index's lock. */
export async function clearTemporaryFolder(indexDir: string): Promise<void> {
  await rm(temporaryFolderOf(indexDir), { recursive: true, force: true })
  await mkdir(temporaryFolderOf(indexDir), { recursive: true })
}
