import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/**
 * Runs a program with its arguments as they are: no shell reads them.
 * @throws when the program is missing or fails, with what it said
 */
export async function run(program: string, args: readonly string[]): Promise<void> {
  await execute(program, args, { maxBuffer: 16 * 1024 * 1024 })
}
