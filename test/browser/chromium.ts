import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tmpdir } from 'node:os'
import { chromium, type Browser } from 'playwright-core'

/** A browser for a test file. */
export interface Launched {
  readonly browser: Browser
  close(): Promise<void>
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--mute-audio']

/** Starts CHROMIUM_PATH, else a Chromium of the system, else the one from npm. */
export async function launchChromium(): Promise<Launched> {
  const system = process.env['CHROMIUM_PATH'] ?? onPath()
  if (!system) return launchBundled()
  const browser = await chromium.launch({ executablePath: system, args: ARGUMENTS })
  return { browser, close: () => browser.close() }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Its fonts.conf knows fixed folders only; without any font Chromium ends at the first input field. */
function fontsIn(own: string): string {
  const file = join(own, 'fonts.conf')
  const folders = [join(own, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`).join('')
  writeFileSync(file, `<fontconfig>${folders}<cachedir>${join(own, 'fonts-cache')}</cachedir></fontconfig>`)
  return file
}

/**
 * Starts the Chromium of @sparticuz/chromium. It unpacks to fixed names in the temporary folder, so it gets one of its
 * own; and it brings the libraries that a bare system lacks, but only where it believes to be on a serverless host.
 */
export async function launchBundled(): Promise<Launched> {
  const own = mkdtempSync(join(tmpdir(), 'lectern-chromium-'))
  const before = { ...process.env }
  process.env['TMPDIR'] = own
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
  try {
    const bundled = (await import('@sparticuz/chromium')).default
    bundled.setGraphicsMode = false
    const executablePath = await bundled.executablePath()
    const browser = await chromium.launch({
      executablePath,
      args: [...ARGUMENTS, '--headless=shell'],
      env: {
        ...before,
        TMPDIR: own,
        LD_LIBRARY_PATH: join(own, 'al2023', 'lib'),
        FONTCONFIG_FILE: fontsIn(own),
      },
    })
    return {
      browser,
      close: async () => {
        await browser.close()
        rmSync(own, { recursive: true, force: true })
      },
    }
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = before[name]
    }
  }
}
