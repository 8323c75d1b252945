/**
 * Looks at the file system, at once and not awaited: waiting for each of many small files takes many times as long as
 * looking at it. What cannot be reached is not there.
 */
import { lstatSync, readdirSync, readFileSync, statSync, type BigIntStats } from 'node:fs'

/** What the file system says of a file, or null where it cannot be reached. */
export function statsOf(file: string): BigIntStats | null {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

/** The same of a link itself, where the file is one. */
export function ownStatsOf(file: string): BigIntStats | null {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

/** The names in a folder; none where it cannot be reached. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** What is in a small file, or null where it cannot be read. */
export function bytesOf(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
