import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { run } from './run.js'
import { sampleRate } from './speech.js'
import { frameRate, type Timeline } from './timeline.js'

/**
 * Encodes pages of a PDF, each shown at its time, with the narration: H.264 and AAC in an MP4 whose index comes
 * first. One thread and bit-exact flags make the same bytes on every run with the same tools.
 * @param folder where temporary pictures and sound may be written
 */
export async function writeVideo(
  pdf: string,
  timeline: Timeline,
  target: string,
  folder: string,
): Promise<void> {
  // 96 pixels an inch make 1280 by 720 of 960 by 540 points.
  await run('pdftoppm', ['-r', '96', '-png', pdf, path.join(folder, 'page')])
  const pictures = (await readdir(folder)).filter((name) => name.startsWith('page-')).sort()
  const sound = path.join(folder, 'narration.wav')
  await writeFile(sound, wav(timeline.samples))
  const inputs = timeline.slides.flatMap(({ page, start }, i) => {
    const end = timeline.slides[i + 1]?.start ?? timeline.duration
    const picture = pictures[page - 1]
    if (picture === undefined) throw new Error(`${pdf} has no page ${page}`)
    const length = (end - start).toFixed(3)
    return ['-loop', '1', '-framerate', String(frameRate), '-t', length, '-i', path.join(folder, picture)]
  })
  const count = timeline.slides.length
  const joined = Array.from({ length: count }, (_, i) => `[${i}:v]`).join('')
  const filter = `${joined}concat=n=${count}:v=1:a=0,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[v]`
  await run('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-threads', '1', '-filter_threads', '1', ...inputs, '-i', sound],
    ...['-filter_complex_threads', '1', '-filter_complex', filter, '-map', '[v]', '-map', `${count}:a`],
    ...[
      '-c:v',
      'libx264',
      '-threads',
      '1',
      '-preset',
      'slow',
      '-tune',
      'stillimage',
      '-crf',
      '28',
      '-g',
      '50',
    ],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    ...['-c:a', 'aac', '-b:a', '48k', '-ac', '1', '-map_metadata', '-1', '-movflags', '+faststart'],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', target],
  ])
}

/** A RIFF file of 16-bit mono samples. */
function wav(samples: Int16Array): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}
