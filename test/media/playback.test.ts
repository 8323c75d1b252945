import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { judgePlayback } from '../../src/media/playback.js'
import { probeMedia } from '../../src/media/probe.js'
import { findMediaTools } from '../../src/media/tools.js'
import { temporaryFolder } from '../folders.js'
import { ffmpegProgram, makeRecording, makeWith, testPicture, tone, toolsFor, WAYS } from './recordings.js'

const BOTH = [...testPicture(1), ...tone(1)]
const H264 = ['-pix_fmt', 'yuv420p']

/** What some browsers refuse, what is said of it, and what the cure copies or encodes. */
const REFUSED: readonly (readonly [
  what: string,
  options: readonly string[],
  message: RegExp,
  cure: RegExp,
])[] = [
  [
    'MPEG-4 part 2',
    [...BOTH, '-c:v', 'mpeg4', 'talk.mp4'],
    /picture is MPEG-4 part 2/,
    /-c:v libx264 .*-c:a copy .*'talk-web\.mp4'/,
  ],
  [
    'ProRes in QuickTime',
    [...BOTH, '-c:v', 'prores_ks', '-c:a', 'aac', 'talk.mov'],
    /picture is ProRes/,
    /-c:v libx264 .*-c:a copy .*'talk\.mp4'/,
  ],
  [
    'PCM in QuickTime',
    [...BOTH, ...H264, '-c:a', 'pcm_s16le', 'talk.mov'],
    /sound is uncompressed/,
    /-c:v copy .*-c:a aac .*'talk\.mp4'/,
  ],
  ['AC-3', [...BOTH, ...H264, '-c:a', 'ac3', 'talk.mp4'], /sound is AC-3/, /-c:v copy .*-c:a aac/],
  [
    'Matroska',
    [...BOTH, ...H264, '-c:a', 'aac', 'talk.mkv'],
    /container is Matroska/,
    /-c:v copy .*-c:a copy .*'talk\.mp4'/,
  ],
  [
    'VP8 in Matroska',
    [...BOTH, '-c:v', 'libvpx', '-c:a', 'libopus', 'talk.mkv'],
    /container is Matroska/,
    /-c:v copy .*-c:a copy 'talk\.webm'/,
  ],
  ['H.264 of 4:4:4', [...BOTH, '-pix_fmt', 'yuv444p', 'talk.mp4'], /finer colour/, /libx264 .*yuv420p/],
  ['ALAC', [...tone(1), '-c:a', 'alac', 'talk.m4a'], /sound is ALAC/, /-c:a aac .*'talk-web\.m4a'/],
]

describe.each(WAYS)('whether browsers play a file, %s', (way) => {
  it.each(REFUSED)('names %s and the command that cures it', async (_what, options, message, cure) => {
    const name = options.at(-1) ?? ''
    const file = await makeWith(temporaryFolder(), ...options)
    const { value, problems } = await probeMedia(file, name, await toolsFor(way))
    expect(value?.playable).toBe(false)
    const problem = problems.find(({ code }) => code === 'media-not-playable')
    expect(problem).toMatchObject({ severity: 'warning', path: name })
    expect(problem?.message).toMatch(message)
    expect(problem?.hint).toMatch(cure)
  })

  it('gives a command that works, whatever the file is called', async () => {
    const folder = temporaryFolder()
    const made = await makeWith(folder, ...BOTH, ...H264, '-c:a', 'ac3', 'made.mkv')
    for (const name of [
      "it's; touch stolen #1.mkv",
      '-i.mkv',
      'http:x.mkv',
      'e/t/größe $(touch stolen) `x`.mkv',
    ]) {
      const place = path.join(folder, 'media', name)
      mkdirSync(path.dirname(place), { recursive: true })
      cpSync(made, place)
      const { problems } = await probeMedia(place, name, await toolsFor(way))
      const [, command] = /run: (ffmpeg .*) \(then/.exec(problems[0]?.hint ?? '') ?? []
      const media = path.join(folder, 'media')
      const program = `ffmpeg() { '${await ffmpegProgram()}' -v error -nostdin -y "$@"; }; ${command}`
      execFileSync('sh', ['-c', program], { cwd: media })
      const cured = await probeMedia(place.replace(/mkv$/, 'mp4'), 'cured.mp4', await toolsFor(way))
      expect(cured, name).toMatchObject({
        problems: [],
        value: { playable: true, videoCodec: 'h264', audioCodec: 'aac' },
      })
      expect(() => execFileSync('ls', ['stolen'], { cwd: media, stdio: 'pipe' }), name).toThrow()
    }
  })

  it('says as a remark that the index comes last, with the command that moves it', async () => {
    const folder = temporaryFolder()
    const file = await makeWith(folder, ...BOTH, ...H264, 'talk.mp4')
    const { value, problems } = await probeMedia(file, 'talk.mp4', await toolsFor(way))
    expect(value?.playable).toBe(true)
    expect(problems).toMatchObject([{ severity: 'info', code: 'media-no-faststart' }])
    expect(problems[0]?.hint).toContain(
      `ffmpeg -i 'talk.mp4' -map 0 -c copy -movflags +faststart 'talk-web.mp4'`,
    )
  })

  it.each(['talk.mp4', 'talk.mov', 'talk.webm', 'talk.mp3', 'talk.ogg'])(
    'has nothing to say of %s',
    async (name) => {
      const file = await makeRecording(temporaryFolder(), name, { seconds: 1 })
      expect(await probeMedia(file, name, await toolsFor(way))).toMatchObject({
        value: { playable: true },
        problems: [],
      })
    },
  )
})

describe('HEVC', () => {
  it('is named where this ffmpeg can make it', async (test) => {
    const program = await ffmpegProgram()
    const encoders = String(execFileSync(program, ['-v', 'error', '-encoders']))
    if (!encoders.includes('libx265')) test.skip('this ffmpeg has no libx265')
    const file = await makeWith(
      temporaryFolder(),
      ...testPicture(1),
      '-c:v',
      'libx265',
      '-x265-params',
      'log-level=none',
      'talk.mp4',
    )
    for (const tools of [await findMediaTools(), await toolsFor('without ffprobe')]) {
      const { value, problems } = await probeMedia(file, 'talk.mp4', tools)
      expect(value).toMatchObject({ playable: false, videoCodec: 'hevc' })
      expect(problems[0]?.message).toMatch(/picture is HEVC/)
    }
  })
})

it('encodes sound anew that plays where it is, but not where it goes', () => {
  const streams = {
    duration: 3,
    video: { codec: 'theora', isOdd: false, width: 320, height: 180 },
    audio: { codec: 'vorbis' },
  }
  const { playable, problem } = judgePlayback('ogg', streams, 'talk.ogv')
  expect(playable).toBe(false)
  expect(problem?.message).toBe('not every browser can play this file: its picture is Theora')
  expect(problem?.hint).toMatch(/-c:v libx264 .*-c:a aac .*'talk\.mp4'/)
})
