import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/packageRoot.js'
import { openSite } from './site.js'

const site = await openSite()
const KB = 1024

/** Addresses of what a page loads, modules that its modules import included. */
async function loadedBy(path: string): Promise<{ styles: string[]; scripts: string[] }> {
  const { text } = await site.get(path)
  const styles = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? '')
  const scripts = new Set([...text.matchAll(/<script[^>]* src="([^"]+)"/g)].map((match) => match[1] ?? ''))
  // A set grows while it is walked.
  for (const script of scripts) {
    const { text: code } = await site.get(script)
    for (const [, name] of code.matchAll(/(?:from|import)\s*\(?["'](\.[^"']+)["']/g))
      scripts.add(new URL(name ?? '', `http://x${script}`).pathname)
  }
  return { styles, scripts: [...scripts] }
}

/** Bytes over the wire, as gzip makes them at its usual level. */
async function compressed(addresses: readonly string[]): Promise<number> {
  let sum = 0
  for (const address of addresses) {
    const { text, status } = await site.get(address)
    expect([address, status]).toEqual([address, 200])
    sum += gzipSync(text).length
  }
  return sum
}

describe('a page that is not a talk', () => {
  it.each([
    '/',
    '/events',
    '/events/ranking-2026',
    '/search?q=latency',
    '/speakers/ines-okafor',
    '/statistics',
    '/none',
  ])('%s loads at most 20 KB of styles and 10 KB of scripts', async (path) => {
    const { styles, scripts } = await loadedBy(path)
    expect(styles.length).toBeGreaterThan(0)
    expect(scripts.length).toBeGreaterThan(0)
    const sizes = { styles: await compressed(styles), scripts: await compressed(scripts) }
    expect(sizes.styles).toBeGreaterThan(KB)
    expect(sizes.styles).toBeLessThanOrEqual(20 * KB)
    expect(sizes.scripts).toBeLessThanOrEqual(10 * KB)
  })
})

describe('what scripts import', () => {
  it.each(['/', '/search?q=latency', '/events/ranking-2026/recall', '/events/ranking-2026/recall/embed'])(
    '%s names it in its head, so that one is not found out about only when another has come',
    async (path) => {
      const { text } = await site.get(path)
      const named = [...text.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map((match) => match[1])
      const scripts = [...text.matchAll(/<script[^>]* src="([^"]+)"/g)].map((match) => match[1] ?? '')
      const needed = new Set(scripts)
      for (const script of needed) {
        const { text: code } = await site.get(script)
        for (const [, name] of code.matchAll(/^import [^;]*from ["'](\.[^"']+)["']/gm))
          needed.add(new URL(name ?? '', `http://x${script}`).pathname)
      }
      expect(named.length).toBeGreaterThan(0)
      expect([...scripts, ...named].sort()).toEqual([...needed].sort())
    },
  )
})

describe('stylesheets', () => {
  const assets = join(packageRoot, 'src/web/assets')
  const sheets = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  )

  it.each(sheets)('%s has no left or right of its own, so that a page may be mirrored', (name) => {
    const sheet = readFileSync(join(assets, name), 'utf8')
    expect(
      sheet.match(
        /^\s*(?:(?:margin|padding|border)-(?:left|right)|left|right|float:\s*(?:left|right))\b.*/gm,
      ),
    ).toBeNull()
  })
})
