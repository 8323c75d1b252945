import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A new empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Writes files by their paths below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}

/** Every file below a folder with its bytes, by path. */
export function filesBelow(folder: string): Map<string, string> {
  return new Map(pathsBelow(folder).map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]))
}

/** Every file below a folder with when and as what it was last written. */
export function tracesBelow(folder: string): Map<string, string> {
  return new Map(
    pathsBelow(folder).map((name) => {
      const { ino, mtimeNs, size } = statSync(path.join(folder, name), { bigint: true })
      return [name, `${ino} ${mtimeNs} ${size}`]
    }),
  )
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}
