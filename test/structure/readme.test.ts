import { existsSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { ENVIRONMENT } from '../../src/settings.js'

const ROOT = path.resolve(import.meta.dirname, '../..')
const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8')
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
    .scripts,
)
const help = (...options: string[]): string =>
  execFileSync(process.execPath, [path.join(ROOT, 'dist/scripts/lectern.js'), ...options, '--help'], {
    encoding: 'utf8',
  })

describe('the README', () => {
  it('names every setting, and only settings that exist', () => {
    const named = new Set(
      readme.match(
        /\b(LECTERN_[A-Z]+|HOST|PORT|BASE_PATH|PUBLIC_URL|TRUST_PROXY|MAX_CONNECTIONS|LOG_LEVEL|METRICS|SENDFILE)\b/g,
      ),
    )
    expect([...named].sort()).toEqual(Object.keys(ENVIRONMENT).sort())
  })

  it('names npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '')
    expect(named).not.toEqual([])
    expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  })

  it('names every command and flag of the command line, and only those', () => {
    const commands = [...help().matchAll(/^ {2}(\w+) (?:\[|<)?/gm)]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'help')
    const ours = commands.filter((name) => /^[a-z]+$/.test(name))
    expect(ours).toContain('ingest')
    for (const command of ours) expect(readme, `lectern ${command}`).toContain(`lectern ${command}`)
    const flags = new Set(ours.flatMap((command) => help(command).match(/--[a-z-]+/g) ?? []))
    for (const usual of ['--help', '--version']) flags.delete(usual)
    const named = new Set(readme.match(/(?<=[\s`[])--[a-z][a-z-]*/g))
    expect([...named].sort()).toEqual([...flags].sort())
  })

  it('points to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(3)
    expect(links.filter((link) => !existsSync(path.join(ROOT, link)))).toEqual([])
  })
})
