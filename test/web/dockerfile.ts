import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** An instruction of a Dockerfile, lines joined. */
export interface Instruction {
  readonly name: string
  readonly value: string
}

/** Reads the plain kind of Dockerfile: no heredocs, no other escape character. */
export function parseDockerfile(text: string): readonly Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', value = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { name: name.toUpperCase(), value }
    })
}

/** Files below a folder that a build gets to see: the last pattern that matches a path or a folder above it decides. */
export function contextOf(root: string, ignoreFile: string): readonly string[] {
  const rules = ignoreFile
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), form: formOf(line.replace(/^!/, '')) }))
  return readdirSync(root)
    .filter((name) => name !== 'node_modules' && name !== '.git')
    .flatMap((name) => [name, ...below(root, name)])
    .filter((file) => rules.findLast(({ form }) => form.test(file))?.keeps !== false)
}

function below(root: string, name: string): string[] {
  try {
    return readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' }).map((each) =>
      path.join(name, each),
    )
  } catch {
    return []
  }
}

function formOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '[^/]*')
  return new RegExp(`^${escaped}(?:/.*)?$`)
}

/**
 * Carries out a Dockerfile's COPY instructions and `npm run build` in a folder, a stage each; `npm ci` copies what the
 * lock file names for production. Everything else concerns the system around it and is left out.
 * @returns the folder of the last stage's WORKDIR
 */
export function buildWithoutEngine(
  root: string,
  into: string,
  dockerfile: readonly Instruction[],
  seen: readonly string[],
): string {
  const stages = new Map<string, string>()
  let stage = ''
  let workdir = '/'
  for (const { name, value } of dockerfile) {
    if (name === 'FROM') {
      stage = path.join(into, `stage-${stages.size}`)
      stages.set(/ AS (\w+)$/i.exec(value)?.[1] ?? `${stages.size}`, stage)
    } else if (name === 'WORKDIR') {
      workdir = value
      mkdirSync(path.join(stage, workdir), { recursive: true })
    } else if (name === 'COPY') copy(value)
    else if (name === 'RUN' && value.startsWith('npm ci')) installed(root, path.join(stage, workdir), value)
    else if (name === 'RUN' && value === 'npm run build')
      execFileSync('npm', ['run', 'build'], {
        cwd: path.join(stage, workdir),
        // What the compiler says goes to its standard output.
        stdio: ['ignore', 'inherit', 'inherit'],
      })
  }
  return path.join(stage, workdir)

  function copy(value: string): void {
    const from = /^--from=(\w+) /.exec(value)?.[1]
    const names = value.replace(/^--from=\w+ /, '').split(/\s+/)
    const target = names.pop() ?? ''
    for (const name of names) {
      const to = path.join(
        stage,
        workdir,
        target.endsWith('/') ? path.join(target, path.basename(name)) : target,
      )
      if (from !== undefined) cpSync(path.join(stages.get(from) ?? '', name), to, { recursive: true })
      else copyFromContext(name, to)
    }
  }
  function copyFromContext(name: string, to: string): void {
    const files = seen.filter((file) => file === name || file.startsWith(`${name}/`))
    if (files.length === 0) throw new Error(`COPY ${name}: not in the build context`)
    cpSync(path.join(root, name), to, {
      recursive: true,
      filter: (file) => seen.includes(path.relative(root, file)),
    })
  }
}

/** As `npm ci --omit=dev` leaves it; what the same instruction removes again is left out. */
function installed(root: string, target: string, command: string): void {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  const removed = /rm -rf (.*)$/.exec(command)?.[1]?.split(' ') ?? []
  const folders = Object.keys(packages).filter((name) => /^node_modules\/(?!.*\/node_modules\/)/.test(name))
  for (const folder of folders) {
    const isLeftOut = packages[folder]?.dev === true || removed.some((each) => folder.startsWith(`${each}/`))
    if (isLeftOut) continue
    // Libraries for other platforms are in the lock file, but not here.
    try {
      cpSync(path.join(root, folder), path.join(target, folder), { recursive: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  mkdirSync(path.join(target, 'node_modules/.bin'), { recursive: true })
  cpSync(path.join(root, 'node_modules/.bin/tsc'), path.join(target, 'node_modules/.bin/tsc'), {
    verbatimSymlinks: true,
  })
}
