import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { toWebVtt } from '../../../src/archive/webvtt.js'
import { decodeText } from '../../../src/readers/decodeText.js'
import { formatOf } from '../../../src/readers/formats.js'
import { readWebVtt } from '../../../src/readers/transcripts/webvtt.js'
import { bytes } from '../reading.js'

const root = path.resolve(process.env['CORPUS_DIR'] ?? '../shared/corpus', 'transcripts')
const isThere = existsSync(root)
if (!isThere) console.log(`skipped: there is no corpus at ${root} (CORPUS_DIR says where)`)

const files = isThere
  ? readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => formatOf(name)?.read && statSync(path.join(root, name)).isFile())
      .sort()
  : []

/** Problems that account for a cue that is not among those read. */
const ACCOUNTED = ['cue-empty', 'vtt-bad-timing', 'srt-bad-timing']

describe.skipIf(!isThere)('real transcripts', () => {
  it.each(files)('%s: every cue is read or named', (name) => {
    const content = readFileSync(path.join(root, name))
    const reading = formatOf(name)?.read?.(content, name)
    const cues = reading?.value?.cues ?? []
    const { text } = decodeText(content)

    expect(cues.length > 0 || (reading?.problems.length ?? 0) > 0).toBe(true)
    expect(cues.every((cue) => cue.start === undefined || cue.start < (cue.end ?? 0))).toBe(true)

    const announced = text.split(/\r\n|\n|\r/).filter((line) => /^\s*\d+:\d\d.*-->/.test(line)).length
    if (cues.length >= announced) return
    const missing = reading?.problems.filter((problem) => ACCOUNTED.includes(problem.code)) ?? []
    const folded = missing.reduce(
      (sum, problem) => sum + Number(/and (\d+) more/.exec(problem.message)?.[1] ?? 0),
      0,
    )
    expect(missing.length + folded).toBeGreaterThanOrEqual(announced - cues.length)
  })

  it('stay the same when they are written as WebVTT and read again', () => {
    for (const name of files) {
      const cues = formatOf(name)?.read?.(readFileSync(path.join(root, name)), name).value?.cues ?? []
      if (cues[0]?.start === undefined) continue
      expect(readWebVtt(bytes(toWebVtt(cues)), name).value?.cues).toEqual(cues)
    }
  })

  it('say which times and words they hold (WebVTT conformance cases of vtt.js)', () => {
    const read = (name: string) => {
      const file = path.join(root, 'specimens/vttjs', name)
      return readWebVtt(readFileSync(file), name).value?.cues.map(({ start, end, text }) => [
        start,
        end,
        text,
      ])
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
