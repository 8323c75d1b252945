import { constants } from 'node:fs'
import { access, chmod, copyFile, mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** The programs that read media, by absolute path; null where there is none. */
export interface MediaTools {
  readonly ffmpeg: string | null
  readonly ffprobe: string | null
  /** LibreOffice, for decks that are not PDF. Where it is missed, the deck says so. */
  readonly soffice: string | null
  /** Poppler's, for PDFs whose text comes out wrong. */
  readonly pdftotext: string | null
  /** One line for people when something is missing, saying what is lost and how to get it. */
  readonly notice: string | null
}

type Tool = 'ffmpeg' | 'ffprobe' | 'soffice' | 'pdftotext'

/**
 * Finds ffmpeg, ffprobe, LibreOffice and pdftotext: `LECTERN_FFMPEG`, `LECTERN_FFPROBE`, `LECTERN_SOFFICE`,
 * `LECTERN_PDFTOTEXT`, then PATH, then, for the first two, the binaries from npm.
 * An empty variable (`LECTERN_FFMPEG=`) means: use none.
 * @throws when a variable names a file that cannot be run: a wrong setting is said, not worked around.
 */
export async function findMediaTools(env: NodeJS.ProcessEnv = process.env): Promise<MediaTools> {
  const ffmpeg = await findTool('ffmpeg', env)
  const ffprobe = await findTool('ffprobe', env)
  const soffice = await findTool('soffice', env)
  const pdftotext = await findTool('pdftotext', env)
  return { ffmpeg, ffprobe, soffice, pdftotext, notice: noticeFor(ffmpeg, ffprobe) }
}

function noticeFor(ffmpeg: string | null, ffprobe: string | null): string | null {
  const fix = 'Install ffmpeg (Debian: apt install ffmpeg; macOS: brew install ffmpeg) and ingest again.'
  if (!ffmpeg && !ffprobe) return `No ffmpeg: durations are read without it, videos get no posters. ${fix}`
  if (!ffmpeg) return `No ffmpeg: videos get no posters. ${fix}`
  if (!ffprobe) return `No ffprobe: durations are read without it. ${fix}`
  return null
}

async function findTool(tool: Tool, env: NodeJS.ProcessEnv): Promise<string | null> {
  const setting = env[`LECTERN_${tool.toUpperCase()}`]
  if (setting === '') return null
  if (setting !== undefined) {
    const given = path.resolve(setting)
    if (await isRunnable(given)) return given
    throw new Error(`LECTERN_${tool.toUpperCase()} names ${given}, which is not a program that can be run`)
  }
  return (await onPath(tool, env)) ?? (await fromNpm(tool))
}

async function onPath(tool: Tool, env: NodeJS.ProcessEnv): Promise<string | null> {
  const name = process.platform === 'win32' ? `${tool}.exe` : tool
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue
    const candidate = path.join(folder, name)
    if (await isRunnable(candidate)) return candidate
  }
  return null
}

/** An optional dependency: its absence is normal, and so is its binary lacking the x bit when install scripts are off. */
async function fromNpm(tool: Tool): Promise<string | null> {
  if (tool === 'soffice' || tool === 'pdftotext') return null
  let binary: string
  try {
    const require = createRequire(import.meta.url)
    binary = (require(`@${tool}-installer/${tool}`) as { path: string }).path
    await access(binary)
  } catch {
    return null
  }
  if (await isRunnable(binary)) return binary
  return (await chmod(binary, 0o755).then(
    () => isRunnable(binary),
    () => false,
  ))
    ? binary
    : copyRunnable(binary)
}

async function copyRunnable(binary: string): Promise<string> {
  const copy = path.join(await mkdtemp(path.join(tmpdir(), 'lectern-')), path.basename(binary))
  await copyFile(binary, copy)
  await chmod(copy, 0o700)
  return copy
}

async function isRunnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
