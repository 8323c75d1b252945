import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { runTool } from '../../../src/readers/isolated/runTool.js'
import { temporaryFolder } from '../../folders.js'

const run = (code: string, options = {}) => {
  const folder = temporaryFolder()
  const limits = { timeoutMs: 20_000, outputBytes: 1000, memoryMb: 500, env: {}, folder, ...options }
  return runTool(process.execPath, ['-e', code], limits).then((outcome) => ({ ...outcome, folder }))
}

describe('somebody else’s program', () => {
  it('says what it says, without our environment', async () => {
    const { ending, stdout } = await run('process.stdout.write(JSON.stringify(Object.keys(process.env)))')
    expect([ending, stdout.toString()]).toEqual(['done', '[]'])
  })

  it.each([
    ['fails', 'process.exit(2)', 'crashed', {}],
    ['never ends', 'setInterval(() => {}, 1000)', 'time', { timeoutMs: 500 }],
    ['says too much', 'process.stdout.write("x".repeat(5000)); setInterval(() => {}, 1000)', 'output', {}],
  ])('that %s is ended', async (_, code, ending, options) => {
    expect((await run(code, options)).ending).toBe(ending)
  })

  it.skipIf(!existsSync('/proc'))('that eats memory is ended', async () => {
    const code = 'const held = []; setInterval(() => held.push(Buffer.alloc(20 << 20, 1)), 20)'
    expect((await run(code, { memoryMb: 200 })).ending).toBe('memory')
  })

  it.skipIf(!existsSync('/proc'))('is ended with all that it started', async () => {
    const code = `const { spawn } = require('node:child_process')
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
      require('node:fs').writeFileSync('pid', String(child.pid))
      setInterval(() => {}, 1000)`
    const { folder } = await run(code, { timeoutMs: 1500 })
    const pid = readFileSync(path.join(folder, 'pid'), 'utf8')
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false)
  })
})

function isRunning(pid: string): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false
  return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
}
