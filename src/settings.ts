import { isIP, isIPv4 } from 'node:net'
import path from 'node:path'

/** Where things are and how the site is reached; from flags, then environment, then defaults. */
export interface Settings {
  /** Absolute. */
  readonly mediaDir: string
  /** Absolute. */
  readonly indexDir: string
  readonly host: string
  readonly port: number
  /** `''`, or a path like `/talks` without a slash at its end. */
  readonly basePath: string
  /** The address the world uses, without a slash at its end; base path included. */
  readonly publicUrl?: string
  /** As Express takes it: how many or which proxies in front are believed. */
  readonly trustProxy?: string | number | boolean
  /** Connections held at a time; one more is closed at once. */
  readonly maxConnections: number
  readonly engine: EngineName
  readonly logLevel: LogLevel
  /** Whether `/metrics` answers. */
  readonly metrics: boolean
  /** Lets the server in front send the organizer's files. */
  readonly sendfile?: Sendfile
}

/** How a file is handed to the server in front: by an address only it knows (nginx, Caddy), or by path (Apache). */
export type Sendfile =
  { readonly kind: 'x-accel-redirect'; readonly prefix: string } | { readonly kind: 'x-sendfile' }

/** The search engines, by name. */
export const ENGINE_NAMES = ['lectern', 'minisearch'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]

/** From nothing to everything: each level logs what those before it do. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A setting that cannot be meant: the message names it and says what would be right. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

/** The flags of the command line that set something. */
export interface Flags {
  readonly media?: string
  readonly index?: string
  readonly host?: string
  readonly port?: string
  readonly basePath?: string
}

/** Every environment variable that is read, with what it does: the README's table and `--help` come from here. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  LECTERN_MEDIA: 'the folder with your events (default: media)',
  LECTERN_INDEX: 'the folder for everything derived from it (default: index)',
  HOST: 'the address to listen on (default: 127.0.0.1, this machine only)',
  PORT: 'the port to listen on (default: 3000)',
  BASE_PATH: 'the path the site lives under behind a proxy, e.g. /talks (default: none)',
  PUBLIC_URL: 'the address the world uses, e.g. https://example.org/talks: for links that must be whole',
  TRUST_PROXY: 'which proxies in front are believed: a number, addresses, or true (default: none)',
  MAX_CONNECTIONS: 'connections held at a time; one more is closed at once (default: 2000)',
  LOG_LEVEL: 'silent, error, warn, info or debug, which logs every request (default: info)',
  METRICS: 'true: answer /metrics for Prometheus (default: false)',
  SENDFILE: 'x-accel-redirect:/internal/ or x-sendfile: the server in front sends the files (default: none)',
  LECTERN_ENGINE: 'lectern or minisearch: what an ingest builds its search index with (default: lectern)',
  LECTERN_FFMPEG: 'the ffmpeg to use; empty for none (default: the one on PATH, then the one from npm)',
  LECTERN_FFPROBE: 'the same for ffprobe',
  LECTERN_SOFFICE: 'the LibreOffice for decks other than PDF; empty for none (default: the one on PATH)',
  LECTERN_PDFTOTEXT:
    "poppler's pdftotext, a second opinion on PDFs whose text comes out wrong; empty for none (default: the one on PATH)",
}

/** @throws {WrongSetting} */
export function readSettings(flags: Flags, env: NodeJS.ProcessEnv = process.env): Settings {
  const publicUrl = readPublicUrl(env['PUBLIC_URL'])
  const trustProxy = readTrustProxy(env['TRUST_PROXY'])
  const sendfile = readSendfile(env['SENDFILE'])
  return {
    mediaDir: path.resolve(flags.media ?? given(env['LECTERN_MEDIA']) ?? 'media'),
    indexDir: path.resolve(flags.index ?? given(env['LECTERN_INDEX']) ?? 'index'),
    host: flags.host ?? given(env['HOST']) ?? '127.0.0.1',
    port: readPort(flags.port ?? given(env['PORT']) ?? '3000'),
    basePath: readBasePath(flags.basePath ?? env['BASE_PATH'] ?? ''),
    maxConnections: readMaxConnections(given(env['MAX_CONNECTIONS']) ?? '2000'),
    engine: readEngine(given(env['LECTERN_ENGINE']) ?? 'lectern'),
    logLevel: readLogLevel(env['LOG_LEVEL']),
    metrics: readSwitch('METRICS', env['METRICS']),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(sendfile === undefined ? {} : { sendfile }),
  }
}

/** An empty variable is as good as none. */
function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port
  throw new WrongSetting(`PORT must be a number from 0 to 65535, not ${JSON.stringify(text)}`)
}

function readMaxConnections(text: string): number {
  const count = Number(text)
  if (/^\d{1,6}$/.test(text) && count > 0) return count
  throw new WrongSetting(`MAX_CONNECTIONS must be a number from 1 to 999999, not ${JSON.stringify(text)}`)
}

function readEngine(text: string): EngineName {
  const name = ENGINE_NAMES.find((one) => one === text)
  if (name) return name
  throw new WrongSetting(`LECTERN_ENGINE must be ${ENGINE_NAMES.join(' or ')}, not ${JSON.stringify(text)}`)
}

function readBasePath(text: string): string {
  const trimmed = text.replace(/^\/+|\/+$/g, '')
  if (trimmed === '') return ''
  if (/^[\w.~-]+(\/[\w.~-]+)*$/.test(trimmed) && !/(^|\/)\.{1,2}(\/|$)/.test(trimmed)) return `/${trimmed}`
  throw new WrongSetting(`BASE_PATH must be a path such as /talks, not ${JSON.stringify(text)}`)
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '')
    return url.href.replace(/\/+$/, '')
  throw new WrongSetting(
    `PUBLIC_URL must be an address such as https://example.org/talks, not ${JSON.stringify(text)}`,
  )
}

function readTrustProxy(text: string | undefined): string | number | boolean | undefined {
  if (!text) return undefined
  if (/^\d{1,2}$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  if (text.split(',').every((each) => isProxy(each.trim()))) return text
  throw new WrongSetting(
    'TRUST_PROXY must be a number of proxies, their addresses (10.0.0.1, 10.0.0.0/8, loopback, linklocal, ' +
      `uniquelocal; commas between), true or false, not ${JSON.stringify(text)}`,
  )
}

/** An address, a network or one of the names that Express knows for networks. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (prefix === undefined || (version === 4 && isIPv4(prefix))) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= (version === 4 ? 32 : 128)
}

function readLogLevel(text: string | undefined): LogLevel {
  if (!text) return 'info'
  const level = LOG_LEVELS.find((each) => each === text.toLowerCase())
  if (level) return level
  throw new WrongSetting(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not ${JSON.stringify(text)}`)
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (!text || text === 'false') return false
  if (text === 'true') return true
  throw new WrongSetting(`${name} must be true or false, not ${JSON.stringify(text)}`)
}

function readSendfile(text: string | undefined): Sendfile | undefined {
  if (!text) return undefined
  if (text === 'x-sendfile') return { kind: 'x-sendfile' }
  const prefix = /^x-accel-redirect:(\/(?:[\w.~-]+\/)+)$/.exec(text)?.[1]
  if (prefix) return { kind: 'x-accel-redirect', prefix }
  throw new WrongSetting(
    `SENDFILE must be x-sendfile or x-accel-redirect:/internal/, not ${JSON.stringify(text)}`,
  )
}
