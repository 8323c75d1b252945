import { describe, expect, it } from 'vitest'

import { readArchiveManifest, readEventManifest } from '../../src/readers/manifest/read.js'
import { bytes, codesOf, valueOf } from './reading.js'

const read = (yaml: string) => readEventManifest(bytes(yaml), 'small-day/event.yaml')
const talk = (lines: string) =>
  `name: E\ntimeZone: Europe/Berlin\ntalks:\n  - id: a\n    name: A\n    ${lines}\n`

describe('event.yaml', () => {
  it('gives short and long forms the same shape', () => {
    const short = valueOf(
      read(
        'name: E\nlocation: Hall\norganizer: ACM\nkeywords: a, b\nalternateName: X\npersons: [{id: ada, name: Ada}]\ntalks: [{id: t, name: T, persons: [ada], duration: 30}]',
      ),
    )
    const long = valueOf(
      read(
        'name: E\nlocation: {name: Hall}\norganizer: [{name: ACM}]\nkeywords: [a, b]\nalternateName: [X]\npersons: [{id: ada, name: Ada}]\ntalks: [{id: t, name: T, persons: [{id: ada, role: speaker}], duration: PT30M}]',
      ),
    )
    expect(short).toEqual(long)
    expect(short.talks[0]).toMatchObject({
      duration: 1800,
      status: 'recorded',
      recordingOptOut: false,
      media: [],
      links: [],
    })
  })

  it('keeps text as it was written', () => {
    const { talks, persons } = valueOf(
      read('name: 2024\npersons: [{id: 007, name: no}]\ntalks: [{id: a, name: 1.10}]'),
    )
    expect([persons[0]?.id, persons[0]?.name, talks[0]?.name]).toEqual(['007', 'no', '1.10'])
  })

  it('reads times in a recording as seconds', () => {
    const yaml = talk(
      'chapters: [{start: "1:23.5", name: C}, {start: 90, name: D}]\n    slideTimings: [{page: 2, start: 5}]',
    )
    const [a] = valueOf(read(yaml)).talks
    expect(a?.chapters.map((chapter) => chapter.start)).toEqual([83.5, 90])
    expect(a?.slideTimings).toEqual([{ page: 2, start: 5 }])
  })

  it('names the organizer that is one of the persons', () => {
    const { organizer } = valueOf(read('name: E\norganizer: {person: ada}\npersons: [{id: ada, name: Ada}]'))
    expect(organizer).toEqual([{ person: 'ada', name: 'Ada' }])
  })

  it('takes empty keys for absent ones', () => {
    const reading = read(talk('abstract:\n    start: ~\n    persons: []'))
    expect(reading.problems).toEqual([])
    expect(valueOf(reading).talks[0]).not.toHaveProperty('abstract')
  })

  it.each([
    [
      'an unknown key',
      'name: E\nstartdate: 2024-01-01',
      { line: 2, column: 1, hint: 'did you mean "startDate"?' },
    ],
    ['a date that does not exist', 'name: E\nstartDate: 2024-02-30', { line: 2, column: 12 }],
    ['an unknown zone', 'name: E\ntimeZone: Berlin', { line: 2, column: 11 }],
    ['a wrong language', 'name: E\ninLanguage: english', { line: 2, column: 13 }],
    ['a script as address', 'name: E\nurl: "javascript:alert(1)"', { line: 2, column: 6 }],
    [
      'text in place of a list',
      'name: E\ntalks: none yet',
      { line: 2, column: 8, message: 'talks: must be a list: lines that begin with "- "' },
    ],
    [
      'a wrong role',
      talk('media: [{role: vidoe, absentReason: x}]'),
      { line: 6, hint: 'did you mean "video"?' },
    ],
    ['a path that leads out', talk('media: [{role: video, path: ../../secret}]'), { line: 6, column: 33 }],
    ['a backslash in a path', talk("media: [{role: video, path: 'a\\b'}]"), { line: 6 }],
    ['an insecure file address', talk('media: [{role: video, contentUrl: "http://x.example"}]'), { line: 6 }],
    ['an unknown person', talk('persons: [bob]'), { line: 6, column: 15, code: 'manifest-unknown-person' }],
    [
      'a time that is skipped',
      talk('start: 2024-03-31T02:30'),
      { line: 6, column: 12, code: 'manifest-bad-time' },
    ],
    [
      'a time that comes twice',
      talk('start: 2024-10-27T02:30'),
      { line: 6, column: 12, code: 'manifest-bad-time' },
    ],
    ['a time with an offset', talk('start: 2024-03-31T02:30+02:00'), { line: 6, column: 12 }],
    ['a page zero', talk('slideTimings: [{page: 0, start: 1}]'), { line: 6 }],
    [
      'a question about no talk',
      `${talk('')}faq: [{question: Q, answer: A, talk: b}]`,
      { code: 'manifest-unknown-talk' },
    ],
    ['a key given twice', 'name: E\nname: F', { line: 2, column: 1, code: 'yaml-duplicate-key' }],
    [
      'an end before the start',
      'name: E\nstartDate: 2024-02-02\nendDate: 2024-02-01',
      { line: 3, code: 'manifest-dates-reversed' },
    ],
  ])('places %s, and keeps the event', (_, yaml, problem) => {
    const reading = read(yaml)
    expect(reading.problems[0]).toMatchObject({ path: 'small-day/event.yaml', ...problem })
    expect(valueOf(reading).name).toMatch(/^[EF]$/)
  })

  it('loses only the entry that is broken', () => {
    const reading = read(
      'name: E\ntalks:\n  - just text\n  - id: b\n    name: B\n  - id: B\n    name: again\n  - id: c\n    name: C',
    )
    expect(valueOf(reading).talks.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(reading.problems.map(({ line }) => line)).toEqual([3, 6, 6])
  })

  it('makes up what is missing from what is there', () => {
    const reading = read('talks:\n  - id: first-light\n  - name: Second Light!')
    expect(valueOf(reading).name).toBe('small day')
    expect(valueOf(reading).talks.map(({ id, name }) => [id, name])).toEqual([
      ['first-light', 'first light'],
      ['second-light', 'Second Light!'],
    ])
    expect(codesOf(reading)).toEqual(['manifest-missing-key', 'manifest-missing-key', 'manifest-missing-key'])
  })

  it('never shows by a typo what was to be hidden', () => {
    const { talks } = valueOf(
      read(
        'name: E\ntalks:\n  - {id: a, name: A, recordingOptout: true}\n  - {id: b, name: B, recordingOptOut: please}\n  - {id: c, name: C, status: withdrawen}',
      ),
    )
    expect(talks.map((entry) => [entry.recordingOptOut, entry.status])).toEqual([
      [true, 'recorded'],
      [true, 'recorded'],
      [false, 'withdrawn'],
    ])
  })

  it('says that a misspelt wish is followed, and follows a clear no', () => {
    const { value, problems } = read(
      'name: E\ntalks:\n  - {id: a, name: A, recordingOptout: true}\n  - {id: b, name: B, optOut: no}',
    )
    expect(value?.talks.map((entry) => entry.recordingOptOut)).toEqual([true, false])
    expect(problems[0]?.message).toMatch(/was read as "recordingOptOut: true", so the talk is withheld/)
    expect(problems[1]?.message).toMatch(/"optOut" is not a known key and was ignored/)
  })

  it('takes a wish that is said of no talk for an error', () => {
    expect(read('name: E\nrecordingOptOut: true').problems).toMatchObject([
      { severity: 'error', line: 2, hint: expect.stringContaining('each talk') as string },
    ])
  })

  it('keeps both lists of a key given twice', () => {
    const reading = read('name: E\ntalks: [{id: a, name: A}]\ntalks: [{id: b, name: B}]')
    expect(valueOf(reading).talks.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('reads aliases, each place for itself', () => {
    const { talks } = valueOf(
      read('name: E\ntalks:\n  - {id: a, name: A, keywords: &k [x]}\n  - {id: b, name: B, keywords: *k}'),
    )
    expect(talks.map(({ keywords }) => keywords)).toEqual([['x'], ['x']])
  })

  it('warns once when starts have no zone', () => {
    const reading = read(
      'name: E\ntalks:\n  - {id: a, name: A, start: 2024-01-01T10:00}\n  - {id: b, name: B, start: 2024-01-01T11:00}',
    )
    expect(codesOf(reading)).toEqual(['manifest-no-time-zone'])
    expect(valueOf(reading).talks[0]?.start).toBe('2024-01-01T10:00')
  })

  it.each([
    ['broken YAML', 'name: E\ndescription: a: b', 'yaml-syntax', 2],
    ['a tab', 'name: E\n\ttalks: []', 'yaml-syntax', 2],
    ['an alias bomb', bomb(), 'yaml-alias-bomb', 1],
    ['a list', '- a\n- b', 'manifest-bad-value', 1],
    ['nothing but a comment', '# soon', 'manifest-bad-value', 1],
    ['deep nesting', `a: ${'['.repeat(20_000)}`, 'yaml-syntax', 1],
  ])('gives up on %s, and says where', (_, yaml, code, line) => {
    const reading = read(yaml)
    expect(reading.value).toBeNull()
    expect(reading.problems).toMatchObject([{ severity: 'error', code, line }])
  })
})

describe('archive.yaml', () => {
  it('reads topics and links', () => {
    const reading = readArchiveManifest(
      bytes(
        'title: Talks\ntopics:\n  - name: Caching\n    aliases: [cache]\nlinks: [{title: Home, url: "https://x.example"}]',
      ),
      'archive.yaml',
    )
    expect(reading.problems).toEqual([])
    expect(valueOf(reading)).toEqual({
      title: 'Talks',
      topics: [{ name: 'Caching', aliases: ['cache'] }],
      links: [{ title: 'Home', url: 'https://x.example' }],
    })
  })
})

function bomb(): string {
  const rows = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'])
    rows.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`)
  return rows.join('\n')
}
