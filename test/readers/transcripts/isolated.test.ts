import { describe, expect, it } from 'vitest'

import { formatOf } from '../../../src/readers/formats.js'
import { readIsolated } from '../../../src/readers/isolated/readIsolated.js'
import { TRANSCRIPT } from '../../../src/readers/isolated/shapes.js'
import { temporaryFolder } from '../../folders.js'
import { fileWith } from '../pdfFixtures.js'
import { transcriptIn, valueOf } from '../reading.js'
import { SAMPLES } from './samples.js'

const isolated = SAMPLES.filter(({ name }) => formatOf(name)?.isolated)

describe('transcripts read apart', () => {
  it('are those of formats that could hang or flood a reader', () => {
    expect(['a.ttml', 'a.dfxp', 'a.docx', 'a.yml'].every((name) => formatOf(name)?.isolated)).toBe(true)
  })

  it.each(isolated.map(({ name, text }) => [name, text] as const))(
    '%s gives the same',
    async (name, text) => {
      const file = fileWith(temporaryFolder(), name, text)
      const reading = await readIsolated(file, TRANSCRIPT, { path: name, format: formatOf(name)?.id ?? '' })
      expect(reading).toEqual(transcriptIn(name, text))
      expect(valueOf(reading).cues).toHaveLength(12)
    },
  )

  it('keep what a file holds besides: guesses and further languages', async () => {
    const line = (i: number, text: string) => `<p begin="${i}s" end="${i + 1}s">${text}</p>`
    const text = `<tt><body><div xml:lang="en">${line(1, 'A')}</div><div xml:lang="de">${line(1, 'B')}</div></body></tt>`
    const file = fileWith(temporaryFolder(), 'a.ttml', text)
    const reading = await readIsolated(file, TRANSCRIPT, { path: 'a.ttml', format: 'ttml' })
    expect(valueOf(reading)).toEqual(valueOf(transcriptIn('a.ttml', text)))
    expect(valueOf(reading).others).toHaveLength(1)
  })
})
