import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { posterOf } from '../../src/media/poster.js'
import { probeMedia } from '../../src/media/probe.js'
import { temporaryFolder, writeFiles } from '../folders.js'
import { ffmpegProgram, makeRecording, makeWith, testPicture, tone, toolsFor, WAYS } from './recordings.js'

const SECONDS = 20
const BOTH = [...testPicture(SECONDS, '160x90'), ...tone(SECONDS), '-pix_fmt', 'yuv420p']
const VP8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '20', '-c:a', 'libopus']

/** A whole recording of 20 s, and whether its headers say how long it is, so that "N of M" can be said. */
const WHOLE: readonly (readonly [what: string, options: readonly string[], saysLength: boolean])[] = [
  ['an MP4 with its index first', [...BOTH, '-movflags', '+faststart', 'talk.mp4'], true],
  ['a QuickTime file', [...BOTH, '-movflags', '+faststart', 'talk.mov'], true],
  [
    'a fragmented MP4',
    [...BOTH, '-g', '10', '-movflags', 'frag_keyframe+empty_moov+default_base_moof', 'talk.mp4'],
    false,
  ],
  ['an M4A', [...tone(SECONDS), '-movflags', '+faststart', 'talk.m4a'], true],
  ['a WebM', [...BOTH, ...VP8, '-cluster_time_limit', '1000', 'talk.webm'], true],
  ['a WebM recorded live', [...BOTH, ...VP8, '-live', '1', '-f', 'webm', 'talk.webm'], false],
  ['a Matroska file', [...BOTH, '-g', '10', '-cluster_time_limit', '1000', 'talk.mkv'], true],
  ['a WAV', [...tone(SECONDS), 'talk.wav'], true],
  ['an MP3', [...tone(SECONDS), 'talk.mp3'], true],
  ['an Ogg file', [...tone(SECONDS), '-c:a', 'libopus', 'talk.ogg'], false],
  ['a FLAC', [...tone(SECONDS), 'talk.flac'], true],
]

describe.each(WAYS)('a file that was not copied whole, %s', (way) => {
  it.each(WHOLE)(
    'is noticed when it is %s, and used as far as it goes',
    async (_what, options, saysLength) => {
      const folder = temporaryFolder()
      const name = options.at(-1) ?? ''
      const whole = readFileSync(await makeWith(folder, ...options))
      const codes = async (file: string): Promise<readonly string[]> =>
        (await probeMedia(path.join(folder, file), file, await toolsFor(way))).problems.map(
          (problem) => problem.code,
        )
      expect(await codes(name)).not.toContain('media-ends-early')

      writeFiles(folder, { [`half-${name}`]: whole.subarray(0, Math.floor(whole.length / 2)) })
      const half = await probeMedia(path.join(folder, `half-${name}`), `half-${name}`, await toolsFor(way))
      const problem = half.problems.find(({ code }) => code === 'media-ends-early')
      expect(problem).toMatchObject({ severity: 'warning', hint: expect.stringContaining('again') as string })
      const [, there] =
        /^the file ends early: (\d+(?:\.\d)?)(?: of (?:19|20))? seconds are there$/.exec(
          problem?.message ?? '',
        ) ?? []
      expect(Number(there), problem?.message).toBeGreaterThan(6)
      expect(Number(there), problem?.message).toBeLessThan(14)
      if (saysLength) expect(problem?.message).toMatch(/ of (19|20) seconds/)
      expect(half.value?.duration).toBeGreaterThan(6)
      if (half.value?.hasVideo && way === 'with ffprobe') {
        const poster = await posterOf(
          path.join(folder, `half-${name}`),
          name,
          half.value.duration,
          await ffmpegProgram(),
        )
        expect(poster.problems).toEqual([])
      }
    },
  )

  it('cannot be used when its index, written last, is what is missing', async () => {
    const folder = temporaryFolder()
    const whole = readFileSync(await makeWith(folder, ...BOTH, 'talk.mp4'))
    writeFiles(folder, { 'half.mp4': whole.subarray(0, Math.floor(whole.length / 2)) })
    const { value, problems } = await probeMedia(
      path.join(folder, 'half.mp4'),
      'half.mp4',
      await toolsFor(way),
    )
    expect(value).toBeNull()
    expect(problems).toMatchObject([{ code: 'media-unreadable' }])
    expect(problems[0]?.message).toMatch(/ends before its index/)
  })

  it('is not suspected when a program wrote it to a pipe and could not go back to fill in sizes', async () => {
    const folder = temporaryFolder()
    const whole = readFileSync(await makeRecording(folder, 'talk.wav'))
    whole.writeUInt32LE(0xffff_ffff, 4)
    whole.writeUInt32LE(0xffff_ffff, whole.indexOf('data') + 4)
    writeFiles(folder, { 'piped.wav': whole })
    const { value, problems } = await probeMedia(
      path.join(folder, 'piped.wav'),
      'piped.wav',
      await toolsFor(way),
    )
    expect(problems).toEqual([])
    expect(value?.duration).toBeCloseTo(4, 0)
  })
})
