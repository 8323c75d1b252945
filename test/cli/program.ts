import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { onTestFinished } from 'vitest'

import { temporaryFolder, writeFiles } from '../folders.js'
import { SMALL_EVENT } from '../ingest/event.js'

/** The command line as it is built. */
export const PROGRAM = path.resolve(import.meta.dirname, '../../dist/scripts/lectern.js')

/** Where commands run, and with which environment. */
export interface Place {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

/** A machine of its own: a media folder, an index folder, a free port, and no ffmpeg. */
export function place(files: Readonly<Record<string, string>> = SMALL_EVENT): Place {
  const folder = temporaryFolder()
  writeFiles(path.join(folder, 'media'), files)
  const env = { ...process.env, LECTERN_FFMPEG: '', LECTERN_FFPROBE: '', PORT: '0', NO_COLOR: '1' }
  return { folder, env }
}

/** Runs a command to its end. */
export function run(
  { folder, env }: Place,
  ...options: string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [PROGRAM, ...options], { cwd: folder, env, encoding: 'utf8' })
}

/** Starts a command that serves, and resolves with its address once it says it. */
export async function serving(
  { folder, env }: Place,
  ...options: string[]
): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const child = spawn(process.execPath, [PROGRAM, ...options], { cwd: folder, env })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let text = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += String(chunk)
      const said = /Lectern is at (http:\S+)/.exec(text)
      if (said?.[1]) resolve(said[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => {
      reject(new Error(`ended before it served: ${text}`))
    })
  })
  return { child, url, output: () => text }
}

/** Looks again and again until there is something to see. */
export async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The JSON at an address. */
export const json = async (url: string): Promise<unknown> => (await fetch(url)).json()
