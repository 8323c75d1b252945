import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { findFiles } from '../../src/ingest/find.js'
import { temporaryFolder, writeFiles } from '../folders.js'

describe('finding files', () => {
  it('reads event/talk/files, A to Z, and passes over hidden and system files', async () => {
    const root = temporaryFolder()
    writeFiles(root, {
      'archive.yaml': 'title: x',
      'b/event.yaml': 'name: B',
      'b/t2/video.mp4': '',
      'b/t1/slides.pdf': 'x',
      'b/t1/.DS_Store': 'x',
      'b/t1/~$slides.pptx': 'x',
      'a/t/notes.txt': 'x',
      '.git/config': 'x',
      'README.md': 'x',
    })
    const found = await findFiles(root)
    expect(found.manifest?.path).toBe('archive.yaml')
    expect(found.events.map((event) => [event.id, event.manifest?.path ?? null])).toEqual([
      ['a', null],
      ['b', 'b/event.yaml'],
    ])
    expect(found.events[1]?.talks.map((talk) => talk.files.map((file) => file.path))).toEqual([
      ['b/t1/slides.pdf'],
      ['b/t2/video.mp4'],
    ])
    expect(found.problems).toEqual([])
  })

  it('says what lies where nothing is looked for', async () => {
    const root = temporaryFolder()
    writeFiles(root, { 'video.mp4': 'x', 'e/talk.mp4': 'x', 'e/t/deeper/slides.pdf': 'x' })
    const { problems } = await findFiles(root)
    expect(problems.map((problem) => `${problem.path} ${problem.code}`).sort()).toEqual([
      'e/t/deeper folder-too-deep',
      'e/talk.mp4 file-without-talk',
      'video.mp4 file-without-event',
    ])
    expect(problems.every((problem) => problem.hint)).toBe(true)
  })

  it.each(['index', 'e/index', 'e/t/index'])('passes over an index at %s', async (at) => {
    const root = temporaryFolder()
    writeFiles(root, { 'e/t/a.txt': 'x', [`${at}/objects/ab/cd`]: 'x' })
    const { events, problems } = await findFiles(root, path.join(root, at))
    expect(events.map(({ id, talks }) => [id, talks.map((talk) => talk.id)])).toEqual([['e', ['t']]])
    expect(problems).toEqual([])
  })

  it('passes over an index right below that is known by another path, as where it is mounted twice', async () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()]
    writeFiles(root, { 'e/t/a.txt': 'x', 'index/objects/ab/cd': 'x' })
    symlinkSync(path.join(root, 'index'), path.join(elsewhere, 'index'))
    const { events, problems } = await findFiles(root, path.join(elsewhere, 'index'))
    expect([events.map(({ id }) => id), problems]).toEqual([['e'], []])
  })

  it('follows links only inside the media folder', async () => {
    const [root, outside] = [temporaryFolder(), temporaryFolder()]
    writeFiles(outside, { 'secret.txt': 'secret' })
    writeFiles(root, { 'e/t/real.txt': 'x' })
    symlinkSync(path.join(outside, 'secret.txt'), path.join(root, 'e/t/out.txt'))
    symlinkSync('/nowhere/at/all', path.join(root, 'e/t/broken.txt'))
    symlinkSync(path.join(root, 'e/t/real.txt'), path.join(root, 'e/t/inside.txt'))
    symlinkSync(outside, path.join(root, 'e/linked-talk'))
    const { events, problems } = await findFiles(root)
    expect(events[0]?.talks.flatMap((talk) => talk.files.map((file) => file.name))).toEqual([
      'inside.txt',
      'real.txt',
    ])
    expect(problems.map((problem) => problem.path).sort()).toEqual([
      'e/linked-talk',
      'e/t/broken.txt',
      'e/t/out.txt',
    ])
  })

  it('survives a circle of links', async () => {
    const root = temporaryFolder()
    mkdirSync(path.join(root, 'e/t'), { recursive: true })
    symlinkSync(path.join(root, 'e'), path.join(root, 'e/t/again'))
    const { problems } = await findFiles(root)
    expect(problems.map((problem) => problem.code)).toEqual(['folder-too-deep'])
  })

  it('names two folders that would share an address, and slugs the rest', async () => {
    const root = temporaryFolder()
    writeFiles(root, { 'My Event/Größe & Maß/a.txt': 'x', 'my-event/t/a.txt': 'x', '日本/t/a.txt': 'x' })
    const { events, problems } = await findFiles(root)
    expect(events.map((event) => event.id)).toEqual([
      'my-event',
      expect.stringMatching(/^event-[0-9a-f]{8}$/),
    ])
    expect(events[0]?.talks.map((talk) => talk.id)).toEqual(['grosse-mass'])
    expect(problems.map((problem) => `${problem.path}: ${problem.code}`).sort()).toEqual([
      'My Event/Größe & Maß: id-slugged',
      'My Event: id-slugged',
      'my-event: id-taken',
      '日本: id-slugged',
    ])
  })

  it.skipIf(process.platform !== 'linux')('names a file whose name is not UTF-8', async () => {
    const root = temporaryFolder()
    writeFiles(root, { 'e/t/a.txt': 'x' })
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/e/t/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]),
      'x',
    )
    const { problems } = await findFiles(root)
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['name-not-utf8', 'e/t/café.txt'],
    ])
  })
})
