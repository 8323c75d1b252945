import { describe, expect, it } from 'vitest'

import type { Problem } from '../../src/archive/problem.js'
import { partsOfName } from '../../src/ingest/fileNames.js'
import { planTalkFiles } from '../../src/ingest/talkFiles.js'

const planned = (...names: readonly string[]) => {
  const problems: Problem[] = []
  const files = names.map((name) => ({ path: `e/t/${name}`, name, bytes: 1, fingerprint: 'x' }))
  const found = { id: 't', path: 'e/t', files, refused: [] }
  const { files: kept } = planTalkFiles(found, null, 'e', problems)
  return { names: kept.map((file) => file.name), problems }
}

describe('an unfinished download', () => {
  it.each(['video.mp4.part', 'Talk.mp4.crdownload', 'slides.pdf.download', 'video.mp4.ytdl'])(
    '%s is no file of the talk, and named',
    (name) => {
      const { names, problems } = planned('slides.pdf', name)
      expect(names).toEqual(['slides.pdf'])
      expect(problems).toMatchObject([
        {
          severity: 'warning',
          code: 'download-unfinished',
          path: `e/t/${name}`,
          hint: 'finish it or delete it',
        },
      ])
    },
  )

  it('is not what a name only resembles', () => {
    expect(planned('part.mp4', 'download.pdf')).toEqual({ names: ['part.mp4', 'download.pdf'], problems: [] })
  })
})

describe('a name between dots', () => {
  it.each([
    ['captions.sdh.srt', undefined, 'sdh'],
    ['captions.cc.srt', undefined, 'sdh'],
    ['captions.forced.srt', undefined, 'forced'],
    ['captions.en.SDH.srt', 'en', 'sdh'],
    ['captions.cc.pt-BR.srt', 'pt-BR', 'sdh'],
    ['captions.de.forced.vtt', 'de', 'forced'],
    ['captions.hi.srt', 'hi', undefined],
    ['captions.hi-IN.srt', 'hi-IN', undefined],
    ['captions.hi.auto.srt', 'hi', 'auto'],
    ['captions.hi.sdh.srt', 'hi', 'sdh'],
    ['captions.en.hi.srt', 'en', 'sdh'],
    ['captions.hi.hi.srt', 'hi', 'sdh'],
    ['captions.hin.hi.srt', 'hi', 'sdh'],
    ['captions.de.auto.srt', 'de', 'auto'],
    ['hi.mp4', undefined, undefined],
    ['talk.v2.mp4', undefined, undefined],
  ])('%s is in %s, of kind %s', (name, inLanguage, kind) => {
    const parts = partsOfName(name)
    expect([parts.inLanguage, parts.kind]).toEqual([inLanguage, kind])
  })
})
