import { readdirSync } from 'node:fs'

/** The names in a folder; none where there is no folder. At once and not awaited, like `statsOf`. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
