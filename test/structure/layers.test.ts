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

/** The index is the store's and ingest's; readers and media tools keep to temporary folders; scripts make the sample. */
const MAY_WRITE = ['store', 'ingest', 'readers', 'media', 'scripts']

/** Every call of node:fs and write-file-atomic that changes something on a disk. */
const WRITES =
  /\b(?:(?:(?:append|copy|write)File|chmod|chown|cp|fchmod|fchown|ftruncate|futimes|lchmod|lchown|link|lutimes|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes)(?:Sync)?|createWriteStream|writeFileAtomic|writeSync)\s*\(|\bopen(?:Sync)?\s*\([^)]*'(?:[aw]x?\+?|r\+)'/

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

  it('lets only the rooms that make something write files', () => {
    const writers = files.filter((file) => !MAY_WRITE.includes(roomOf(file)) && WRITES.test(read(file)))
    expect(writers).toEqual([])
    // What is forbidden is what is used where it is allowed.
    for (const room of ['store', 'ingest'])
      expect(files.filter((file) => roomOf(file) === room && WRITES.test(read(file)))).not.toEqual([])
  })

  it('keeps the leaves leaves', () => {
    for (const leaf of LEAVES) expect(importsOf(leaf), leaf).toEqual([])
  })
})

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
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
