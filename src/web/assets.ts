import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, posix } from 'node:path'

/** A stylesheet, script or drawing of the site itself, in memory. */
export interface Asset {
  readonly body: Buffer
  readonly mediaType: string
}

/** The site's own files by name: `site.css`, `icons.svg`, `player/talk.js`. */
export interface Assets {
  /** Changes with any byte of any of them: part of their addresses, which are cached for good. */
  readonly version: string
  find(name: string): Asset | undefined
  /** What a script imports at once, and what that imports: `player/talk.js` needs `player/keys.js`, `archive/time.js`. */
  importsOf(script: string): readonly string[]
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * Reads the site's own files once. Stylesheets of `css/` are joined, in order of name, into `site.css`, and those of
 * `talk/`, which only talks need, into `talk.css`.
 * @param root the package's folder: drawings and styles come from the source, scripts from the build
 */
export function loadAssets(root: string): Assets {
  const source = join(root, 'src/web/assets')
  const files = new Map<string, Asset>()
  const add = (name: string, body: Buffer): void => {
    files.set(name, { body, mediaType: TYPES[extname(name)] ?? 'application/octet-stream' })
  }
  for (const [sheet, folder] of Object.entries({ 'site.css': 'css', 'talk.css': 'talk' })) {
    const styles = namesIn(join(source, folder), '.css').map((name) =>
      readFileSync(join(source, folder, name)),
    )
    add(sheet, Buffer.concat(styles))
  }
  for (const name of namesIn(source, '.svg')) add(name, readFileSync(join(source, name)))
  for (const folder of ['player', 'archive']) {
    const built = join(root, 'dist/browser', folder)
    for (const name of namesIn(built, '.js')) add(`${folder}/${name}`, readFileSync(join(built, name)))
  }
  const imports = new Map([...files.keys()].map((name) => [name, importedBy(name, files)]))
  return {
    version: versionOf(files),
    find: (name) => files.get(name),
    importsOf: (script) => imports.get(script) ?? [],
  }
}

function namesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
}

/** The modules that a script's static imports lead to, itself left out; what it imports later on is not waited for. */
function importedBy(script: string, files: ReadonlyMap<string, Asset>): readonly string[] {
  const reached = new Set([script])
  // A set grows while it is walked.
  for (const name of reached) {
    if (!name.endsWith('.js')) continue
    const code = files.get(name)?.body.toString() ?? ''
    for (const [, from = ''] of code.matchAll(/^(?:import|export)\b[^'"]*['"](\.[^'"]+)['"]/gm)) {
      const imported = posix.join(posix.dirname(name), from)
      if (files.has(imported)) reached.add(imported)
    }
  }
  return [...reached].slice(1)
}

function versionOf(files: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256')
  for (const [name, asset] of files) hash.update(name).update('\0').update(asset.body).update('\0')
  return hash.digest('hex').slice(0, 12)
}
