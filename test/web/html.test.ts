import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/archive/catalogue.js'
import { openSampleSite } from '../sampleSite.js'
import { openSite, PAGES } from './site.js'

const EVENT = '/events/personal-asplos-2020'
/** Pages of the sample, ingested for real: with pictures, decks and recordings. */
const SAMPLE_PAGES = [
  '/',
  '/events',
  '/talks',
  '/topics',
  '/topics/dlrm',
  '/speakers',
  '/speakers/udit-gupta',
  '/faq',
  '/statistics',
  '/search?q=latency',
  EVENT,
  `${EVENT}/at-scale-inference`,
  `${EVENT}/microsoft-recommenders`,
  `${EVENT}/training-dlrm`,
]

const java = javaVersion()
if (java === null)
  console.warn('HTML is not validated here: there is no Java, and the validator (vnu) needs 11 or later.')

const folder = mkdtempSync(join(tmpdir(), 'lectern-html-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** What the validator says against a page. */
interface Message {
  readonly type: string
  readonly url?: string
  readonly lastLine?: number
  readonly message: string
  readonly extract?: string
}

describe.skipIf(java === null)('HTML', () => {
  it('of every page is valid', { timeout: 240_000 }, async () => {
    const pages = new Map<string, string>()
    await keepOdd(pages)
    await keepSample(pages)
    expect(pages.size).toBeGreaterThan(PAGES.length + SAMPLE_PAGES.length)
    const files = [...pages].map(([path, html], i) => {
      const file = join(folder, `${String(i).padStart(3, '0')}.html`)
      writeFileSync(file, html)
      return { path, file }
    })
    const errors = (await validate(files.map(({ file }) => file)))
      .filter((message) => message.type === 'error' || message.type === 'non-document-error')
      .map(({ url, lastLine, message, extract }) => {
        const path = files.find(({ file }) => basename(file) === basename(url ?? ''))?.path
        return `${path ?? url ?? ''}:${lastLine ?? ''} ${message} ${extract ?? ''}`
      })
    expect(errors).toEqual([])
  })

  it('that is not valid would be noticed', { timeout: 60_000 }, async () => {
    const file = join(folder, 'wrong.html')
    writeFileSync(file, '<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a"><ul><p></ul>')
    expect((await validate([file])).filter((message) => message.type === 'error').length).toBeGreaterThan(1)
  })
})

/** Pages of the made-up archive, where everything is too long, hostile, missing or in another script; and its states. */
async function keepOdd(pages: Map<string, string>): Promise<void> {
  const site = await openSite()
  const { source, snapshot } = site.fixture
  const keep = async (path: string, name = path): Promise<void> => {
    pages.set(`odd ${name}`, (await site.get(path)).text)
  }
  for (const path of PAGES) await keep(path)
  await keep('/nothing-here')
  await keep('/search?q=latency&talk=ranking-2026%2Frecall')

  const none = { errors: 2, warnings: 1 }
  source.set(null)
  source.setStatus({
    running: true,
    phase: 'text',
    done: 3,
    total: 9,
    item: 'a/b.pdf',
    notices: ['N'],
    problems: none,
  })
  await keep('/', 'reading')
  source.setStatus({ running: false, failed: 'The disk is full.', notices: [], problems: none })
  await keep('/', 'failed')
  source.setStatus({ running: false, notices: ['N'], problems: none })
  const catalogue = createCatalogue({ ...snapshot.catalogue, events: [], talks: [], persons: [], topics: [] })
  source.set({ ...snapshot, catalogue })
  for (const path of [
    '/',
    '/events',
    '/talks',
    '/topics',
    '/speakers',
    '/faq',
    '/statistics',
    '/search',
    '/api',
  ])
    await keep(path, `empty ${path}`)
  source.set(snapshot)
}

async function keepSample(pages: Map<string, string>): Promise<void> {
  const sample = await openSampleSite(join(folder, 'index'))
  for (const path of SAMPLE_PAGES) {
    const answer = await fetch(sample.url + path)
    expect([path, answer.status]).toEqual([path, 200])
    pages.set(`sample ${path}`, await answer.text())
  }
  await sample.close()
}

/** Runs the validator once over all files. */
async function validate(files: readonly string[]): Promise<readonly Message[]> {
  const jar = createRequire(import.meta.url)('vnu-jar') as string
  const said = await new Promise<string>((resolve) => {
    // It ends with 1 where it found something, and says what on its error output.
    const options = { maxBuffer: 64 << 20 }
    execFile('java', ['-jar', jar, '--format', 'json', '--stdout', ...files], options, (_error, stdout) => {
      resolve(stdout)
    })
  })
  return (JSON.parse(said) as { messages: Message[] }).messages
}

/** The line in which Java names itself; null where it cannot be run. */
function javaVersion(): string | null {
  try {
    return execFileSync('java', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return null
  }
}
