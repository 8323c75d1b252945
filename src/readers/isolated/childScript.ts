import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where a compiled child is: beside this file's room, or, when this runs from its source (tests), beside what was
 * built from it.
 * @param name relative to `readers/`, e.g. `pdf/child.js`
 */
export function childScript(name: `${string}.js`): string {
  const here = fileURLToPath(import.meta.url)
  const readers = path.resolve(path.dirname(here), '..')
  return here.endsWith('.js')
    ? path.join(readers, name)
    : path.resolve(readers, '../../dist/src/readers', name)
}
