import path from 'node:path'
import { pathToFileURL } from 'node:url'

const built = pathToFileURL(path.resolve('dist/src/readers/isolated/serveReader.js')).href

/** The program of a child like ours whose readers misbehave, each in its way. Node runs it as it is. */
export const MISBEHAVING = `
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import net from 'node:net'

import { serveReader } from ${JSON.stringify(built)}

const deck = (text) => ({ value: { pages: 1, slides: [{ page: 1, text }] }, problems: [] })
const outcomeOf = (attempt) => {
  try {
    return String(attempt())
  } catch (error) {
    return error.code ?? error.message
  }
}

const readers = {
  good: (bytes) => deck(new TextDecoder().decode(bytes)),
  loops: () => {
    for (;;);
  },
  grows: () => {
    const held = []
    for (;;) held.push(Buffer.alloc(1 << 20, 1))
  },
  fillsTheHeap: () => {
    const held = []
    for (;;) held.push({ at: held.length })
  },
  throws: () => {
    throw new Error('unexpected node 7')
  },
  talks: () => {
    const line = 'x'.repeat(1 << 20) + '\\n'
    for (;;) process.stdout.write(line)
  },
  talksTooMuch: () => ({
    value: { pages: 1, slides: [{ page: 1, text: 'x'.repeat(70 << 20) }] },
    problems: [],
  }),
  lies: () => ({ value: { pages: 'many', slides: [] }, problems: [] }),
  leaves: () => process.exit(0),
  reaches: () =>
    deck(
      [
        outcomeOf(() => new Function('return 1')()),
        outcomeOf(() => net.connect(80, '127.0.0.1')),
        outcomeOf(() => spawnSync('true').status),
        outcomeOf(() => writeFileSync('written', '')),
        JSON.stringify(Object.keys(process.env)),
      ].join('\\n'),
    ),
}

await serveReader((format) => readers[format] ?? null)
`
