import path from 'node:path'
import { describe, expect, it } from 'vitest'

import type { Cue, Timing, Transcript } from '../../src/archive/transcript.js'
import type { Problem } from '../../src/archive/problem.js'
import { ingest } from '../../src/ingest/ingest.js'
import type { PlannedFile } from '../../src/ingest/talkFiles.js'
import { chooseTranscripts, headOf } from '../../src/ingest/transcripts.js'
import type { ReadTranscript } from '../../src/readers/readTranscript.js'
import { parseSearchRequest } from '../../src/search/request.js'
import { openLiveArchive } from '../../src/web/liveArchive.js'
import { transcriptName } from '../../src/web/pages/labels.js'
import { temporaryFolder, writeFiles } from '../folders.js'

const saying = (text: string, length = 2): readonly Cue[] => [{ text, start: 0, end: length }]
const track = (timing: Timing, text: string, length?: number): ReadTranscript => ({
  timing,
  cues: timing === 'none' ? [{ text }] : saying(text, length),
})

interface Case {
  readonly file?: Partial<PlannedFile>
  readonly read: ReadTranscript
}

function choose(cases: Readonly<Record<string, Case>>, fallback = 'en') {
  const problems: Problem[] = []
  const files = Object.entries(cases).map(([name, { file }]): PlannedFile => ({
    ...{ id: name, role: 'transcript', name, mediaType: 'x/y', format: null, ...file },
  }))
  const chosen = chooseTranscripts(
    files,
    ({ name }) => {
      const read = cases[name]?.read
      return read ? { transcript: read } : {}
    },
    fallback,
    problems,
  )
  return { chosen, problems }
}

const brief = (chosen: readonly Transcript[]) =>
  chosen.map(({ id, inLanguage, cues, file }) => [id, inLanguage, cues[0]?.text, file])

describe('the language of a transcript', () => {
  const GUESSED = { ...track('cue', 'a'), guessedLanguage: 'de' }
  const SAID = { ...GUESSED, inLanguage: 'fr' }
  it.each([
    ['is what is declared', { read: SAID, file: { inLanguage: 'sv' } }, 'en', 'sv'],
    ['else what the file says', { read: SAID }, 'en', 'fr'],
    ['else what its words are', { read: GUESSED }, 'en', 'de'],
    ["else the talk's", { read: track('cue', 'a') }, 'en', 'en'],
    ["with the talk's country", { read: GUESSED }, 'de-AT', 'de-AT'],
  ])('%s', (_, one: Case, fallback, expected) => {
    expect(choose({ 'a.vtt': one }, fallback).chosen.map(({ id, inLanguage }) => [id, inLanguage])).toEqual([
      [expected, expected],
    ])
  })
})

describe('a file of two languages', () => {
  const both = (inLanguage: string): ReadTranscript => ({
    ...track('cue', 'oben'),
    guessedLanguage: 'de',
    others: [{ inLanguage, timing: 'cue', cues: saying('below') }],
  })

  it('gives two transcripts, the talk’s own first', () => {
    expect(brief(choose({ 'a.srt': { read: both('en') } }).chosen)).toEqual([
      ['en', 'en', 'below', 'a.srt'],
      ['de', 'de', 'oben', 'a.srt'],
    ])
  })

  it.each([
    ['of the first', 'de-CH', 'en', ['en', 'below'], ['de-CH', 'oben']],
    ['of the second', 'en-GB', 'en', ['en-GB', 'below'], ['de', 'oben']],
    ['of one that nothing is known of', 'da', 'und', ['da', 'below'], ['de', 'oben']],
  ])('gives what is declared to the track %s', (_, declared, second, ...expected) => {
    const { chosen } = choose({ 'a.srt': { read: both(second), file: { inLanguage: declared } } }, 'en')
    const byText = (a: unknown[], b: unknown[]): number => (String(a[1]) < String(b[1]) ? -1 : 1)
    expect(chosen.map(({ inLanguage, cues }) => [inLanguage, cues[0]?.text]).sort(byText)).toEqual(expected)
  })

  it('leaves a track to the file that has it alone and better', () => {
    const { chosen, problems } = choose({
      'a.srt': { read: both('en') },
      'b.json': { read: { ...track('word', 'words'), inLanguage: 'en' } },
    })
    expect(brief(chosen)).toEqual([
      ['en', 'en', 'words', 'b.json'],
      ['de', 'de', 'oben', 'a.srt'],
    ])
    expect(problems).toMatchObject([{ code: 'transcript-beside', path: 'a.srt' }])
  })
})

describe('of several transcripts in one language', () => {
  it('the one with the more precise times is shown', () => {
    const cases = {
      'a.md': { read: track('none', 'none') },
      'b.md': { read: track('cue', 'paragraphs', 90) },
      'c.srt': { read: track('cue', 'captions') },
      'd.ass': { read: track('word', 'words') },
    }
    const names = Object.keys(cases) as (keyof typeof cases)[]
    for (let left = names; left.length > 0; left = left.slice(0, -1)) {
      const given = Object.fromEntries(left.map((name) => [name, cases[name]]))
      const { chosen, problems } = choose(given)
      expect(chosen.map(({ file }) => file)).toEqual(left.slice(-1))
      expect(problems).toHaveLength(left.length - 1)
    }
  })

  it('files of another kind stand beside it', () => {
    const { chosen } = choose({
      'a.vtt': { read: track('cue', 'a') },
      'a.auto.vtt': { read: track('word', 'b'), file: { kind: 'auto' } },
    })
    expect(chosen.map(({ id }) => id).sort()).toEqual(['en', 'en-auto'])
  })
})

it('a bilingual SRT in a talk folder is found in both languages', async () => {
  const LINES = [
    ['本节课内容是函数', 'The pipeline function'],
    ['最顶层的接口', 'The most high level interface'],
    ['它将所有步骤组合在一起', 'It regroups together all the steps'],
    ['从而实现转换', 'to go from raw texts'],
    ['使用的模型', 'The model that is used here'],
    ['谢谢大家', 'Thank you for the attention'],
  ]
  const srt = LINES.map(
    ([above = '', below = ''], i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i},900\n${above}\n${below}\n`,
  )
  const root = temporaryFolder()
  const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
  writeFiles(mediaDir, { 'course/pipelines/captions.en.srt': srt.join('\n') })
  const { summary } = await ingest({ mediaDir, indexDir, env: { PATH: '' } })
  expect(summary).toMatchObject({ errors: 0 })
  const archive = openLiveArchive(indexDir, '')
  await archive.refresh()
  archive.close()
  const languagesOf = async (q: string): Promise<unknown[]> => {
    const answer = await archive.current()?.search.answer(parseSearchRequest({ q }))
    return (answer?.results ?? []).flatMap(({ moments }) =>
      moments.map(({ lang, start }) => [lang, Math.floor(start ?? -1)]),
    )
  }
  expect(await languagesOf('interface lang:en')).toEqual([['en', 1]])
  expect(await languagesOf('interface lang:zh')).toEqual([])
  expect(await languagesOf('接口 lang:zh')).toEqual([['zh', 1]])
  expect(await languagesOf('接口 lang:en')).toEqual([])
})

describe('an offset that the manifest gives a transcript', () => {
  const read: ReadTranscript = {
    timing: 'word',
    cues: [
      { text: 'before', start: 1, end: 2 },
      { text: 'across', start: 2.5, end: 4 },
      {
        text: 'well said',
        start: 10.1,
        end: 12,
        words: [
          { text: 'well', start: 10.1, end: 11 },
          { text: 'said', start: 11, end: 12 },
        ],
      },
      { text: 'never timed' },
    ],
  }
  const cuesAt = (offset: number): readonly Cue[] =>
    choose({ a: { file: { offset }, read } }).chosen[0]?.cues ?? []

  it('moves cues and words into the time of the talk', () => {
    expect(cuesAt(90.2)[2]).toEqual({
      text: 'well said',
      start: 100.3,
      end: 102.2,
      words: [
        { text: 'well', start: 100.3, end: 101.2 },
        { text: 'said', start: 101.2, end: 102.2 },
      ],
    })
  })

  it('leaves out what was said before the talk, and keeps what has no time', () => {
    expect(cuesAt(-3).map(({ text, start, end }) => [text, start, end])).toEqual([
      ['across', 0, 1],
      ['well said', 7.1, 9],
      ['never timed', undefined, undefined],
    ])
  })

  it('is where a search jumps to', async () => {
    const root = temporaryFolder()
    const [mediaDir, indexDir] = [path.join(root, 'media'), path.join(root, 'index')]
    writeFiles(mediaDir, {
      'e/event.yaml':
        'name: E\ntalks: [{id: t, name: T, media: [{role: transcript, path: a.vtt, offset: 60}, {role: video, contentUrl: "https://x.example/v.mp4", offset: 5}]}]',
      'e/t/a.vtt': 'WEBVTT\n\n00:05.000 --> 00:06.000\nmarzipan\n',
    })
    const { problems } = await ingest({
      mediaDir,
      indexDir,
      env: { LECTERN_FFMPEG: '', LECTERN_FFPROBE: '' },
    })
    expect(problems.map((problem) => problem.code)).toEqual(['manifest-offset-not-applied'])
    const archive = openLiveArchive(indexDir, '')
    await archive.refresh()
    archive.close()
    const answer = await archive.current()?.search.answer(parseSearchRequest({ q: 'marzipan' }))
    expect(answer?.results[0]?.moments[0]).toMatchObject({ start: 65, url: '/events/e/t?t=65' })
  })
})

it('names of two transcripts in one language tell them apart', () => {
  const { chosen } = choose({
    'a.vtt': { read: track('cue', 'by hand') },
    'b.auto.vtt': { file: { kind: 'auto' }, read: track('cue', 'by a machine') },
    'c.vtt': { file: { kind: 'Notes of the chair' }, read: track('none', 'notes') },
  })
  expect(chosen.map((each) => [each.id, transcriptName(headOf(each))])).toEqual([
    ['en', 'English'],
    ['en-auto', 'English, automatic'],
    ['en-notes-of-the-chair', 'English, Notes of the chair'],
  ])
})
