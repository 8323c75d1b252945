import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')

/**
 * Packages that take long to load, by the file that must start without them: what needs one asks for it by `import()` when
 * there is something for it to do.
 */
const STARTS_WITHOUT: readonly (readonly [entry: string, packages: readonly string[]])[] = [
  ['scripts/lectern.ts', ['express', 'minisearch', 'zod', 'yaml', 'ora']],
  ['src/ingest/ingest.ts', ['zod', 'mediabunny', 'pdfjs-dist', '@napi-rs/canvas', 'fluent-ffmpeg']],
  ['src/ingest/findThread.ts', ['minisearch', 'zod', 'yaml']],
  ['src/web/search/thread.ts', ['express', 'zod', 'yaml']],
]

describe('what is loaded at once', () => {
  it.each(STARTS_WITHOUT)('by %s', (entry, packages) => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
    }
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...packages]))
    const reached = reachedFrom(entry)
    // It follows imports at all.
    expect([...reached].filter((name) => name.startsWith('src/')).length).toBeGreaterThan(1)
    expect(packages.filter((name) => reached.has(name))).toEqual([])
  })

  it('holds what is used at once', () => {
    expect([...reachedFrom('src/ingest/ingest.ts')]).toEqual(
      expect.arrayContaining(['minisearch', 'p-limit']),
    )
    expect([...reachedFrom('src/web/app.ts')]).toEqual(expect.arrayContaining(['express', 'zod']))
  })
})

/** Files of ours and packages that a file imports, directly or by others; types alone are not loaded. */
function reachedFrom(entry: string): Set<string> {
  const reached = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const [, name = ''] of readFileSync(path.join(ROOT, file), 'utf8').matchAll(
      /^(?:import|export) (?!type )(?:[^'";]* from )?'([^']+)'/gm,
    )) {
      const isOurs = name.startsWith('.')
      const target = isOurs
        ? path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts')
        : packageOf(name)
      if (isOurs && !reached.has(target)) waiting.push(target)
      reached.add(target)
    }
  }
  return reached
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}
