import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { temporaryFolder } from '../folders.js'
import { SMALL_EVENT } from './event.js'
import { hits, holding, place, run, type Place } from './place.js'

/** "zanzibar" is said in the talk that opts out, "ladder" in another of the same event. */
const MANIFEST = SMALL_EVENT['harbour-days/event.yaml'] ?? ''
const OPTED_OUT = MANIFEST.replace('    name: Reading', '    recordingOptOut: true\n    name: Reading')
const manifestOf = ({ mediaDir }: Place): string => path.join(mediaDir, 'harbour-days/event.yaml')

async function expectForgotten(where: Place): Promise<void> {
  expect(await hits(where, 'zanzibar')).toEqual([])
  expect(holding(where, 'zanzibar')).toEqual([])
}

/** A place whose words were findable before, so that old generations hold them too. */
async function shownBefore(): Promise<Place> {
  const where = place()
  await run(where)
  expect(await hits(where, 'zanzibar')).not.toEqual([])
  return where
}

describe('an event.yaml that is there but cannot be read withholds its event', () => {
  it.each<[string, string, (where: Place) => void]>([
    [
      'a link that leads nowhere',
      'link-leads-out',
      (where) => {
        symlinkSync('/nowhere/at/all', manifestOf(where))
      },
    ],
    [
      'a link that leads out',
      'link-leads-out',
      (where) => {
        const outside = path.join(temporaryFolder(), 'event.yaml')
        writeFileSync(outside, OPTED_OUT)
        symlinkSync(outside, manifestOf(where))
      },
    ],
    [
      'a folder',
      'event-withheld',
      (where) => {
        mkdirSync(manifestOf(where))
      },
    ],
    [
      'a pipe',
      'not-a-file',
      (where) => {
        execFileSync('mkfifo', [manifestOf(where)])
      },
    ],
    [
      'no text at all',
      'event-withheld',
      (where) => {
        writeFileSync(manifestOf(where), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0xff, 0xfe, 0x80]))
      },
    ],
  ])('%s', async (_what, code, spoil) => {
    const where = await shownBefore()
    rmSync(manifestOf(where))
    spoil(where)
    const { problems } = await run(where)
    expect(problems.map((problem) => problem.code)).toEqual(expect.arrayContaining([code, 'event-withheld']))
    expect(problems.find((problem) => problem.code === 'event-withheld')).toMatchObject({
      severity: 'error',
      path: 'harbour-days/event.yaml',
    })
    await expectForgotten(where)
    rmSync(manifestOf(where), { recursive: true })
    writeFileSync(manifestOf(where), MANIFEST)
    await run(where)
    expect(await hits(where, 'zanzibar')).not.toEqual([])
  })

  it('and so does a second manifest', async () => {
    const where = await shownBefore()
    writeFileSync(path.join(where.mediaDir, 'harbour-days/event.yml'), OPTED_OUT)
    const { problems } = await run(where)
    expect(problems.map((problem) => problem.code)).toEqual(
      expect.arrayContaining(['manifest-twice', 'event-withheld']),
    )
    await expectForgotten(where)
  })
})

describe('an opt-out is followed', () => {
  it.each<[string, string, Buffer]>([
    ['in UTF-16', 'event.yaml', Buffer.from(`\ufeff${OPTED_OUT}`, 'utf16le')],
    ['in UTF-16 without a mark', 'event.yaml', Buffer.from(OPTED_OUT, 'utf16le')],
    ['in UTF-8 with a mark', 'event.yaml', Buffer.from(`\ufeff${OPTED_OUT}`)],
    ['in EVENT.YML', 'EVENT.YML', Buffer.from(OPTED_OUT)],
    ['with the lines of Windows', 'Event.yaml', Buffer.from(OPTED_OUT.replaceAll('\n', '\r\n'))],
  ])('%s', async (_what, name, bytes) => {
    const where = await shownBefore()
    rmSync(manifestOf(where))
    writeFileSync(path.join(where.mediaDir, 'harbour-days', name), bytes)
    await run(where)
    await expectForgotten(where)
    expect(await hits(where, 'ladder')).not.toEqual([])
  })

  it.each([
    ['after a first entry without it', `${MANIFEST}  - { id: tides, name: Again, recordingOptOut: true }\n`],
    ['as a withdrawal in a second entry', `${MANIFEST}  - { id: tides, name: Again, status: withdrawn }\n`],
    ['under a key of other letters', OPTED_OUT.replace('recordingOptOut', 'recording_opt_out')],
    ['under a short key', OPTED_OUT.replace('recordingOptOut', 'optOut')],
    ['as "withdrawn: yes"', OPTED_OUT.replace('recordingOptOut: true', 'withdrawn: yes')],
    ['as another word for status', OPTED_OUT.replace('recordingOptOut: true', 'state: withdrawn')],
    ['in a group merged by <<', OPTED_OUT.replace('recordingOptOut: true', '<<: { recordingOptOut: true }')],
  ])('%s, and no other talk is lost', async (_what, manifest) => {
    const where = await shownBefore()
    writeFileSync(manifestOf(where), manifest)
    await run(where)
    await expectForgotten(where)
    expect(await hits(where, 'ladder')).not.toEqual([])
  })

  it('said of the whole event, with all that it may mean', async () => {
    const where = await shownBefore()
    writeFileSync(manifestOf(where), `recordingOptOut: true\n${MANIFEST}`)
    const { problems } = await run(where)
    expect(problems.map((problem) => problem.code)).toContain('event-withheld')
    await expectForgotten(where)
  })
})

describe('a talk that opts out and has no folder of its id', () => {
  it.each([
    ['no id', OPTED_OUT.replace('  - id: tides\n    recordingOptOut', '  - recordingOptOut')],
    ['a misspelt id', OPTED_OUT.replace('id: tides', 'id: tides-1')],
  ])('for %s withholds the folders that have no entry, and names them', async (_what, manifest) => {
    const where = await shownBefore()
    writeFileSync(manifestOf(where), manifest)
    const { problems } = await run(where)
    const [problem] = problems.filter((each) => each.code === 'folders-withheld')
    expect(problem).toMatchObject({ severity: 'error', path: 'harbour-days/event.yaml' })
    expect(problem?.message).toContain('"pilots", "tides"')
    await expectForgotten(where)
  })

  it('withholds nothing else when every other folder has its entry', async () => {
    const where = place()
    renameSync(path.join(where.mediaDir, 'harbour-days/tides'), path.join(where.mediaDir, 'tides-away'))
    writeFileSync(manifestOf(where), `${OPTED_OUT}  - { id: pilots, name: Pilots }\n`)
    const { problems } = await run(where)
    expect(problems.map((problem) => problem.code)).not.toContain('folders-withheld')
    expect(await hits(where, 'ladder')).not.toEqual([])
  })
})
