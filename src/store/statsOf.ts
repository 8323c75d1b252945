import { lstatSync, statSync, type BigIntStats } from 'node:fs'

/**
 * What the file system says of a file, or null where it cannot be reached. At once and not awaited: waiting for each of
 * many files takes many times as long as looking at it.
 */
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
