import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { packageRoot } from '../../../src/packageRoot.js'

const FILE = path.join(packageRoot, 'docs/benchmarks.md')

/**
 * Replaces one section of docs/benchmarks.md, or adds it at the end; the others stay as they are.
 * @param name marks the section, in comments that a page does not show
 */
export function writeSection(name: string, title: string, body: string): void {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`]
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Benchmarks\n'
  const section = `${begin}\n\n## ${title}\n\n${body}\n\n${end}`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  const whole =
    from >= 0 && to > from
      ? text.slice(0, from) + section + text.slice(to + end.length)
      : `${text.trimEnd()}\n\n${section}\n`
  writeFileSync(FILE, whole)
}
