import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where the compiled child is: the neighbour of this file, or, when this runs from its source (tests), the neighbour
 * of what was built from it.
 */
export function childScript(): string {
  const here = fileURLToPath(import.meta.url)
  const folder = path.dirname(here)
  return here.endsWith('.js')
    ? path.join(folder, 'child.js')
    : path.resolve(folder, '../../../dist/src/readers/pdf/child.js')
}
