import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ENVIRONMENT } from '../../src/settings.js'
import { writeFiles } from '../folders.js'
import { SMALL_EVENT } from '../ingest/event.js'
import { buildWithoutEngine, contextOf, parseDockerfile } from './dockerfile.js'

const ROOT = path.resolve(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(path.join(ROOT, 'docs/deploy', name), 'utf8')
const dockerfile = parseDockerfile(read('Dockerfile'))
const valueOf = (name: string): string => dockerfile.findLast((each) => each.name === name)?.value ?? ''
const seen = contextOf(ROOT, read('Dockerfile.dockerignore'))

interface Service {
  readonly build: { readonly context: string; readonly dockerfile: string }
  readonly environment: Record<string, string>
  readonly volumes: readonly string[]
}
const compose = (parse(read('compose.yaml')) as { services: { lectern: Service } }).services.lectern

describe('what a build sees', () => {
  it('is the program alone: no recordings, index, tests, history or libraries', () => {
    const tops = new Set(seen.map((file) => file.split(path.sep)[0]))
    expect([...tops].sort()).toEqual(
      [
        '.npmrc',
        'LICENSE',
        'package-lock.json',
        'package.json',
        'scripts',
        'src',
        'tsconfig.json',
        'views',
      ].sort(),
    )
  })
})

describe('the image', () => {
  it('runs as nobody special, and names settings that exist', () => {
    expect(valueOf('USER')).toBe('node')
    const settings = [...valueOf('ENV').matchAll(/([A-Z_]+)=/g)].map((found) => found[1] ?? '')
    expect(settings.filter((name) => !(name in ENVIRONMENT))).toEqual(['NODE_ENV'])
    expect(Object.keys(compose.environment).filter((name) => !(name in ENVIRONMENT))).toEqual([])
    expect(compose.volumes[0]).toMatch(/:\/media:ro$/)
    expect(
      existsSync(path.resolve(ROOT, 'docs/deploy', compose.build.context, compose.build.dockerfile)),
    ).toBe(true)
  })
})

describe('what the image holds', () => {
  let folder = ''
  let program: ChildProcess | undefined
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lectern-image-'))
  })
  afterAll(() => {
    program?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it('is enough to read an archive and serve it', async () => {
    const workdir = buildWithoutEngine(ROOT, folder, dockerfile, seen)
    for (const left of [
      'test',
      'media',
      'node_modules/vitest',
      'node_modules/@ffmpeg-installer',
      'src/readers',
    ])
      expect(existsSync(path.join(workdir, left)), left).toBe(false)
    writeFiles(path.join(folder, 'media'), SMALL_EVENT)
    const port = await freePort()
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      LECTERN_MEDIA: path.join(folder, 'media'),
      LECTERN_INDEX: path.join(folder, 'index'),
      BASE_PATH: '/talks',
      PORT: String(port),
    }
    const [node = '', ...entry] = JSON.parse(valueOf('ENTRYPOINT')) as string[]
    const command = JSON.parse(valueOf('CMD')) as string[]
    program = spawn(node, [...entry, ...command], { cwd: workdir, env, stdio: 'ignore' })
    const page = async (address: string): Promise<string> =>
      (await fetch(`http://127.0.0.1:${port}/talks${address}`).catch(() => null))?.text() ?? ''
    await expect
      .poll(() => page('/events/harbour-days/tides'), { timeout: 60_000 })
      .toContain('zanzibar harbour')
    const style = /href="\/talks([^"]*site\.css)"/.exec(await page('/'))?.[1] ?? ''
    expect(await page(style)).toContain('--')
    expect(await page('/search?q=zanzibar')).toContain('<mark>')

    const [checker = '', ...check] = JSON.parse(
      /CMD (\[.*\])$/.exec(valueOf('HEALTHCHECK'))?.[1] ?? '[]',
    ) as string[]
    execFileSync(checker, check, { cwd: workdir, env })
    expect(() => execFileSync(checker, check, { cwd: workdir, env: { ...env, PORT: '1' } })).toThrow()
  }, 180_000)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        resolve(port)
      })
    })
  })
}
