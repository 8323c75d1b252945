import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { readSettings } from '../../src/settings.js'
import { ingestBeside } from '../../src/start.js'
import { lockIndex } from '../../src/store/lock.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { SMALL_EVENT } from '../ingest/event.js'
import { json, place, PROGRAM, run, serving, until } from './program.js'

const count = (text: string, part: string): number => text.split(part).length - 1

describe('lectern whose reader is gone', () => {
  it.skipIf(process.platform === 'win32').each(['check', 'ingest', 'check --json'])(
    '%s ends quietly and leaves nothing behind',
    (command) => {
      const where = place(
        Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`e/t${i}/ä ö.bin${i}/x`, 'x'])),
      )
      const temporary = temporaryFolder()
      const script = `set -o pipefail; "${process.execPath}" "${PROGRAM}" ${command} | head -1`
      const env = { ...where.env, TMPDIR: temporary }
      const ended = spawnSync('bash', ['-c', script], { cwd: where.folder, env, encoding: 'utf8' })
      expect(ended.stderr).toBe('')
      expect([0, 1, 141]).toContain(ended.status)
      expect(readdirSync(temporary)).toEqual([])
      expect(existsSync(path.join(where.folder, 'index/lock'))).toBe(false)
    },
  )
})

describe('lectern ingest', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('gives the index back on %s', async (signal) => {
    // So many files that it is at work when the signal comes.
    const { env, folder } = place({
      ...SMALL_EVENT,
      ...Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [
          `many/t${i}/a.srt`,
          `1\n00:00:01,000 --> 00:00:02,000\nno ${i}\n`,
        ]),
      ),
    })
    const child = spawn(process.execPath, [PROGRAM, 'ingest', '--json'], { cwd: folder, env })
    await once(child.stdout, 'data')
    expect(existsSync(path.join(folder, 'index/lock'))).toBe(true)
    child.kill(signal)
    child.stdout.resume()
    expect((await once(child, 'exit'))[0]).toBe(3)
    expect(existsSync(path.join(folder, 'index/lock'))).toBe(false)
    expect(run({ folder, env }, 'ingest').status).toBe(0)
  })

  it.each(['ingest', 'start'])('%s refuses media in the index folder with 2', (command) => {
    const where = place()
    const { status, stderr } = run(where, command, '--media', 'media', '--index', '.')
    expect(status).toBe(2)
    expect(stderr).toMatch(/lies in the index folder.*LECTERN_INDEX/)
  })

  it('reads nothing of an index that lies in the media folder', () => {
    const where = place()
    const again = (): string => run(where, 'ingest', '--index', 'media/index').stdout
    expect(again()).toContain('1 event, 2 talks')
    expect(again()).toContain('1 event, 2 talks')
  })
})

describe('a site whose index is damaged', () => {
  it('goes on with what it serves, says so once, and takes what the next ingest makes', async () => {
    const where = place()
    run(where, 'ingest')
    const { url, output } = await serving(where, 'serve')
    writeFileSync(path.join(where.folder, 'index/current'), 'seven')
    await until(() => Promise.resolve(output().includes('does not hold a number') || null))
    expect((await fetch(url)).status).toBe(200)
    writeFiles(path.join(where.folder, 'media'), {
      'harbour-days/locks/transcript.srt': '1\n00:00:01,000 --> 00:00:02,000\nthe gate\n',
    })
    expect(run(where, 'ingest').status).toBe(0)
    await until(async () => ((await json(`${url}api/v1/search?q=gate`)) as { total: number }).total || null)
    expect(count(output(), 'does not hold a number')).toBe(1)
    expect(output()).toContain('lectern ingest')
  })

  it.each([
    ['current', 'seven'],
    ['generations/000001.json', '{'],
  ])('is not begun with serve: %s', (name, text) => {
    const where = place()
    run(where, 'ingest')
    writeFileSync(path.join(where.folder, 'index', name), text)
    const { status, stderr } = run(where, 'serve')
    expect(status).toBe(3)
    expect(stderr).toContain(name)
    expect(stderr).toContain('lectern ingest')
  })

  it('is made anew with start', async () => {
    const where = place()
    run(where, 'ingest')
    writeFileSync(path.join(where.folder, 'index/current'), 'seven')
    const { url, output } = await serving(where, 'start')
    await until(async () => ((await json(`${url}healthz`)) as { generation: number | null }).generation)
    expect(output()).toContain('does not hold a number')
  })

  it('is never called empty', async () => {
    const where = place()
    run(where, 'ingest')
    writeFileSync(path.join(where.folder, 'index/current'), 'seven')
    const archive = openLiveArchive(path.join(where.folder, 'index'), '')
    await expect(archive.refresh()).rejects.toThrow(/lectern ingest/)
    expect(archive.status().failed).toMatch(/cannot be used.*lectern ingest/)
    run(where, 'ingest')
    await archive.refresh()
    expect(archive.status().failed).toBeUndefined()
    archive.close()
  })
})

describe('lectern start', () => {
  it('waits while another ingest is at work, says so once, and reads then', async () => {
    const where = place()
    const unlock = await lockIndex(path.join(where.folder, 'index'))
    const { url, output } = await serving(where, 'start')
    await until(() => Promise.resolve(output().includes('Waiting: another ingest') || null))
    await unlock()
    await until(async () => ((await json(`${url}healthz`)) as { generation: number | null }).generation)
    expect(count(output(), 'another ingest')).toBe(1)
  })

  it.each(['start', 'serve'])('%s ends well on a signal that comes with its first word', async (command) => {
    const where = place()
    run(where, 'ingest')
    const { child } = await serving(where, command)
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('outlives an ingest that is cut off in the middle of a line, and says what happened', async () => {
    const folder = temporaryFolder()
    writeFiles(folder, {
      'program.mjs': `
        process.stdout.write('{"type":"phase","phase":"text"}\\nnull\\n7\\nwarning from a library\\n{"type":"progr', () => process.kill(process.pid, 'SIGKILL'))`,
    })
    const archive = openLiveArchive(path.join(folder, 'index'), '')
    const settings = readSettings({ media: folder, index: path.join(folder, 'index') }, {})
    await ingestBeside(path.join(folder, 'program.mjs'), settings, archive).ended
    archive.close()
    expect(archive.status()).toMatchObject({
      running: false,
      phase: 'text',
      failed: 'the ingest ended unexpectedly (SIGKILL)',
    })
  })
})
