import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, ENVIRONMENT } from '../../src/settings.js'
import { openSite } from './site.js'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8')
const guide = read('docs/operations.md')
const unit = read('docs/deploy/lectern.service')
const nginx = read('docs/deploy/nginx.conf')
const caddy = read('docs/deploy/Caddyfile')

/** `NAME=value` pairs of a sample. */
function settingsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/\b([A-Z][A-Z_]+)=(\S+)/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  )
}

describe('the guide for operators', () => {
  it('points to files that exist', () => {
    const links = [...guide.matchAll(/\]\(([^)#]+)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((link) => !existsSync(path.join(ROOT, 'docs', link)))).toEqual([])
  })

  it.each([
    ['the unit', unit],
    ['nginx', nginx],
  ])('%s sets what can be set', (_name, text) => {
    const settings = settingsIn(text)
    expect(Object.keys(settings)).not.toEqual([])
    expect(Object.keys(settings).filter((name) => !(name in ENVIRONMENT))).toEqual([])
    expect(readSettings({}, settings)).toMatchObject({
      basePath: '/talks',
      sendfile: { kind: 'x-accel-redirect', prefix: '/internal/' },
    })
  })

  it('sets what can be set in the sample for Caddy, which does not take files over', () => {
    const settings = settingsIn(caddy)
    expect(Object.keys(settings).filter((name) => !(name in ENVIRONMENT))).toEqual([])
    expect(readSettings({}, settings)).toMatchObject({ basePath: '/talks', trustProxy: 'loopback' })
    expect(caddy).toContain('handle /talks/metrics')
  })

  it('names the limits that are kept', () => {
    for (const limit of ['MAX_CONNECTIONS', '32 KiB', '48 KiB', '414', '431', '408', '405'])
      expect(guide).toContain(limit)
  })

  it('runs a program that the build makes', () => {
    const program = /ExecStart=\S+node (\S+) start/.exec(unit)?.[1] ?? ''
    expect(read('package.json')).toContain(`"lectern": "${program}"`)
  })

  it('lets nginx find files where the unit has them', () => {
    expect(nginx).toContain(`alias ${settingsIn(unit)['LECTERN_MEDIA'] ?? ''}/;`)
    expect(nginx).toMatch(/location \/internal\/ \{\s+internal;/)
  })

  it('names addresses that answer', async () => {
    const site = await openSite('/talks')
    for (const name of ['healthz', 'readyz']) {
      expect(guide).toContain(`\`/${name}\``)
      expect((await site.get(`/talks/${name}`)).status).toBe(200)
    }
  })
})
