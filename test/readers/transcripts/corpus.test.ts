import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import type { Reading } from '../../../src/archive/problem.js'
import { toWebVtt } from '../../../src/archive/webvtt.js'
import { decodeText } from '../../../src/readers/decodeText.js'
import { formatOf } from '../../../src/readers/formats.js'
import type { ReadTranscript } from '../../../src/readers/readTranscript.js'
import { transcriptIn } from '../reading.js'
import { corpusTable } from './corpusTable.js'

const root = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus', 'transcripts')
const isThere = existsSync(root)
if (!isThere) console.log(`skipped: there is no corpus at ${root} (CORPUS_DIR says where)`)

const files = isThere
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => formatOf(name)?.read && statSync(path.join(root, name)).isFile())
      .sort()
  : []

/** Each file is read once, for all that is asked of it. */
const readings = new Map<string, Reading<ReadTranscript>>()
const readingOf = (name: string): Reading<ReadTranscript> => {
  const before = readings.get(name)
  if (before) return before
  const reading = formatOf(name)?.read?.(readFileSync(path.join(root, name)), name)
  if (!reading) throw new Error(`nothing reads ${name}`)
  readings.set(name, reading)
  return reading
}
const isConformanceCase = (name: string) => name.includes('vttjs')

/** Words of a file, told apart as crudely as can be: what is no time, counter, comment, tag or address. */
function crudeWords(name: string, text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/)
  return (
    (name.endsWith('.vtt') ? linesOfCues(lines) : lines)
      .filter((line) => !/-->|^\d+:\d\d:\d\d\.\d+,/.test(line))
      .filter((line) => !name.endsWith('.ass') || line.startsWith('Dialogue:'))
      // Breaks of Changelog's episodes have a time and no words.
      .filter((line) => !/^\*\*[^*]*\*\*:? *\\\[[\d:.]+\\\]$/.test(line))
      .map((line) => line.replace(/^Dialogue:(?:[^,]*,){9}/, '').replace(/\]\([^\s()]*\)/g, '] '))
      .flatMap((line) => line.replace(/<[^<>]*>|\{[^{}]*\}|&\w+;|\\N/g, '').match(/[\p{L}\p{M}]{2,}/gu) ?? [])
  )
}

function linesOfCues(lines: readonly string[]): readonly string[] {
  const blocks = lines.join('\n').split(/\n\n+/)
  return blocks.flatMap((block) =>
    block.includes('-->') ? block.replace(/^[^]*-->.*\n?/, '').split('\n') : [],
  )
}

describe.skipIf(!isThere)('real transcripts', () => {
  it('are counted', () => {
    console.log(corpusTable(files.map((name) => ({ name, reading: readingOf(name) }))))
    expect(files.length).toBeGreaterThan(300)
  })

  it.each(files)('%s: gives settled cues or says why not', (name) => {
    const { value, problems } = readingOf(name)
    const cues = value?.cues ?? []
    expect(cues.length > 0 || problems.length > 0).toBe(true)
    expect(cues.every((cue) => cue.text !== '')).toBe(true)
    expect(cues.every((cue) => cue.start === undefined || cue.start < (cue.end ?? 0))).toBe(true)
    expect(cues.every((cue, i) => (cue.start ?? 0) >= (cues[i - 1]?.start ?? 0))).toBe(true)
  })

  it.each(files.filter((name) => /\.(vtt|srt|sbv|ass|md|txt)$/.test(name) && !isConformanceCase(name)))(
    '%s: every word is there',
    (name) => {
      const { value } = readingOf(name)
      const all = [...(value?.cues ?? []), ...(value?.others ?? []).flatMap((other) => other.cues)]
      const read = new Set(
        all.flatMap(({ text, speaker }) => `${speaker ?? ''} ${text}`.match(/[\p{L}\p{M}]{2,}/gu) ?? []),
      )
      const missing = crudeWords(name, decodeText(readFileSync(path.join(root, name))).text).filter(
        (word) => !read.has(word),
      )
      expect(missing).toEqual([])
    },
  )

  it('stay the same when they are written as WebVTT and read again', () => {
    for (const name of files) {
      const { value } = readingOf(name)
      for (const { cues } of value ? [value, ...(value.others ?? [])] : []) {
        if (cues[0]?.start !== undefined)
          expect(transcriptIn('a.vtt', toWebVtt(cues)).value?.cues).toEqual(cues)
      }
    }
  })

  it('say which times and words they hold (WebVTT conformance cases of vtt.js)', () => {
    const read = (name: string) => {
      const { value } = readingOf(`specimens/vttjs/${name}`)
      return value?.cues.map(({ start, end, text }) => [start, end, text])
    }
    expect(read('cue-times__missing-spaces-between-separator.vtt')).toEqual([[25, 27, 'Payload']])
    expect(read('cue-times__spaces-tabs-on-both-sides.vtt')).toEqual([[25, 27, 'Payload']])
    expect(read('cue-times__mismatched-time-spots.vtt')).toEqual([[0, 20, 'Text']])
    expect(read('file-layout__header-no-new-line.vtt')).toEqual([[11, 13, 'Test']])
    expect(read('file-layout__many-comments.vtt')).toEqual([
      [1, 4, 'Never drink liquid nitrogen.'],
      [5, 9, '- It will perforate your stomach. - You could die.'],
    ])
    expect(read('file-layout__cue-spacing.vtt')).toHaveLength(3)
    expect(read('integration__arrows.vtt')?.[0]?.[2]).toBe('-->')
    expect(read('cue-times__incorrect-delimiter.vtt')).toBeUndefined()
  })
})
