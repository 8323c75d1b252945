import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pronunciations, type Voice } from './narration.js'
import { run } from './run.js'

/** Samples a second of everything espeak-ng writes. */
export const sampleRate = 22050

export interface SpokenWord {
  readonly text: string
  /** Seconds from the beginning of the sentence. */
  readonly start: number
  readonly end: number
}

export interface SpokenSentence {
  readonly samples: Int16Array
  readonly words: readonly SpokenWord[]
}

/**
 * Speaks one sentence with espeak-ng and finds when each of its words begins: the sentence is spoken once more
 * for every word, silent from that word on, and the first sample that differs is the word's beginning. (The
 * command line of espeak-ng reports no times of its own.)
 * @param folder where temporary sound files may be written
 */
export async function speak(sentence: string, voice: Voice, folder: string): Promise<SpokenSentence> {
  const written = sentence.split(' ')
  const said = written.map(pronounced)
  const whole = await synthesise(said.join(' '), voice, folder)
  const audible = audibleRange(whole)
  const samples = whole.subarray(audible.from, audible.to)
  const starts = [0]
  for (let i = 1; i < said.length; i += 1) {
    const hushed = `${said.slice(0, i).join(' ')} <prosody volume="silent">${said.slice(i).join(' ')}</prosody>`
    const at = firstDifference(whole, await synthesise(hushed, voice, folder)) - audible.from
    starts.push(Math.max(at / sampleRate, starts.at(-1) ?? 0))
  }
  const end = samples.length / sampleRate
  const words = written.map((text, i) => ({ text, start: starts[i] ?? 0, end: starts[i + 1] ?? end }))
  return { samples, words }
}

async function synthesise(ssml: string, voice: Voice, folder: string): Promise<Int16Array> {
  const file = path.join(folder, 'sentence.wav')
  const settings = ['-a', '88', '-v', voice.voice, '-s', String(voice.speed), '-p', String(voice.pitch)]
  await run('espeak-ng', ['-m', ...settings, '-w', file, ssml])
  const bytes = await readFile(file)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length))
}

/** The word as the synthesiser should read it, with the punctuation it had. */
function pronounced(word: string): string {
  const [, before = '', core = word, after = ''] = /^([("]?)(.*?)([.,:;!?)"]*)$/.exec(word) ?? []
  return `${before}${pronunciations[core] ?? core}${after}`.replace('’', "'").replace('&', '&amp;')
}

function firstDifference(a: Int16Array, b: Int16Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) if (a[i] !== b[i]) return i
  return length
}

/** Without the silence before and after; 60 is quieter than anything one hears. */
function audibleRange(samples: Int16Array): { from: number; to: number } {
  const loud = (sample: number) => Math.abs(sample) > 60
  const from = Math.max(0, samples.findIndex(loud))
  return { from, to: samples.findLastIndex(loud) + 1 }
}
