/**
 * Every file of the corpus in one ingest, each in a talk of its own: each must be read, or named.
 *
 *     npm run torture:corpus [-- FOLDER…]     the corpus, or files of your own; originals are only copied
 */
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

import type { Problem } from '../../src/archive/problem.js'
import type { IngestEvent } from '../../src/archive/progress.js'
import { formatOf } from '../../src/readers/formats.js'
import { judge, openIndex, type Place, type Verdict } from './batch.js'

/** Seconds without a word from the ingest that count as a hang. */
const SILENCE = 180

const corpus = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus')
const given = process.argv.slice(2)
const folders =
  given.length > 0
    ? given
    : ['transcripts', 'slides', 'video', 'alignment'].map((name) => path.join(corpus, name))
const files = folders.filter(existsSync).flatMap(filesBelow).sort()

if (files.length === 0)
  console.log(`skipped: there are no files at ${folders.join(', ')} (CORPUS_DIR says where)`)
else process.exitCode = await ingestAll()

async function ingestAll(): Promise<number> {
  const root = mkdtempSync(path.join(tmpdir(), 'lectern-corpus-'))
  try {
    const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
    const places = files.map((file, n): Place => {
      const talk = `corpus/talk-${n + 1}`
      mkdirSync(path.join(mediaDir, talk), { recursive: true })
      copyFileSync(file, path.join(mediaDir, talk, path.basename(file)))
      return { talk, file: `${talk}/${path.basename(file)}` }
    })
    const began = Date.now()
    const { problems, code } = await ingestApart(mediaDir, indexDir)
    console.log(
      `${files.length} files in ${((Date.now() - began) / 1000).toFixed(1)} s; the ingest ended with ${code}`,
    )
    const { talks } = await openIndex(indexDir)
    const counts: Record<Verdict | 'attached', number> = {
      right: 0,
      repaired: 0,
      named: 0,
      attached: 0,
      lost: 0,
    }
    places.forEach((place, n) => {
      const said = problems.filter((problem) => problem.path === place.file)
      const role = formatOf(place.file)?.role ?? 'attachment'
      const verdict = role === 'attachment' && said.length === 0 ? 'attached' : judge(place, talks, said)
      counts[verdict]++
      const codes = said.filter(({ severity }) => severity !== 'info').map((problem) => problem.code)
      if (verdict !== 'right')
        console.log([verdict, path.relative(corpus, files[n] ?? ''), ...codes].join('  '))
    })
    console.log(counts)
    const crashes = problems.filter((problem) => problem.code.includes('crashed'))
    for (const crash of crashes) console.error('CRASHED', crash)
    return counts.lost === 0 && crashes.length === 0 && (code === 0 || code === 1) ? 0 : 1
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Ingests in a process of its own, as `lectern ingest --json` does, which is ended when it says nothing for long. */
async function ingestApart(
  mediaDir: string,
  indexDir: string,
): Promise<{ problems: readonly Problem[]; code: number | null }> {
  const program = fileURLToPath(new URL('../lectern.js', import.meta.url))
  const child = spawn(
    process.execPath,
    [program, 'ingest', '--json', '--media', mediaDir, '--index', indexDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  let problems: readonly Problem[] = []
  let last = 'nothing'
  const hung = (): void => {
    console.error(`HUNG for ${SILENCE} s after ${last}`)
    child.kill('SIGKILL')
  }
  let timer = setTimeout(hung, SILENCE * 1000)
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer)
    timer = setTimeout(hung, SILENCE * 1000)
    last = line.slice(0, 200)
    const event = JSON.parse(line) as IngestEvent
    if (event.type === 'done') problems = event.problems
  }
  clearTimeout(timer)
  return { problems, code: await ended }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}
