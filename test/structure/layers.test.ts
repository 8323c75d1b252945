import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What each room may import, itself aside. Anything else is an import that runs against the flow of data. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  archive: [],
  readers: ['archive'],
  media: ['archive'],
  store: [],
  search: ['archive'],
  player: ['archive'],
  ingest: ['archive', 'readers', 'media', 'store', 'search'],
  web: ['archive', 'store', 'search'],
  '(root)': ['archive', 'ingest', 'web'],
  scripts: ['archive', 'readers', 'media', 'store', 'search', 'ingest', 'web', '(root)'],
}

/** Leaves in src/ itself that any room may use: they import nothing of ours. */
const LEAVES = ['src/settings.ts', 'src/packageRoot.ts']

const files = [...sources('src'), ...sources('scripts')]

describe('imports follow the flow of data', () => {
  it.each(files)('%s', (file) => {
    const allowed = MAY_IMPORT[roomOf(file)]
    expect(allowed, `${file} is in no known room`).toBeDefined()
    const wrong = importsOf(file).filter((target) => {
      const room = roomOf(target)
      if (room === roomOf(file) || LEAVES.includes(target)) return false
      return !allowed?.includes(room)
    })
    expect(wrong).toEqual([])
  })

  it('keeps fluent-ffmpeg in one room', () => {
    const users = files.filter((file) => read(file).includes("from 'fluent-ffmpeg'"))
    expect(users.map(roomOf)).toEqual(users.map(() => 'media'))
    expect(users).not.toEqual([])
  })

  it('lets only the store write to the index', () => {
    const writers = files.filter(
      (file) => roomOf(file) === 'web' && /\b(writeFile|rename|mkdir|rm)\b\(/.test(read(file)),
    )
    expect(writers).toEqual([])
  })

  it('keeps the leaves leaves', () => {
    for (const leaf of LEAVES) expect(importsOf(leaf), leaf).toEqual([])
  })
})

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

function roomOf(file: string): string {
  const [top, second] = file.split('/')
  if (top === 'scripts') return 'scripts'
  return file.split('/').length === 2 ? '(root)' : (second ?? '')
}

/** Our own files that a file imports, types included. */
function importsOf(file: string): string[] {
  const specifiers = [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return specifiers.map((specifier) =>
    path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'),
  )
}
