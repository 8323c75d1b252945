/**
 * How far a found phrase's jump time is from the moment its first word is said: with the words' own times, and with
 * captions that have times of their own only. Phrases of three to five words that the lectures say once.
 *
 *     npm run bench:jump [-- --worst] [--write]    the ten phrases that were missed by most; docs/benchmarks.md
 */
import { parseSearchRequest } from '../../src/search/query.js'
import { phraseOf } from '../../src/search/tokenStream.js'
import { createRandom } from '../torture/random.js'
import { cutCues } from './cutCues.js'
import { type Lecture, lecturesFolder, readLectures, searchLectures, talkOf } from './lectures.js'
import { writeSection } from './speed/document.js'

const PHRASES = 600
/** Seconds. */
const INPUTS = [
  { name: 'timed words', median: 0.5, p95: 0.5, goal: 0.5 },
  { name: 'captions', median: 0.5, p95: 2.5, goal: 2 },
] as const

const ABOUT = `\`npm run bench:jump\`. ${PHRASES} phrases of three to five words that the lectures say once, searched in quotation marks;
the error is the distance in seconds from the found moment's start to the time of the phrase's first word. Captions are
cut from the timed words (at most 84 characters and 7 s, at ends of sentences and in pauses where possible) and keep
no word times: inside one, time is interpolated by characters.`

/** A phrase, and when its first word is said, in seconds. */
interface Spoken {
  readonly text: string
  readonly lecture: string
  readonly start: number
}

const folder = lecturesFolder()
if (folder === null) console.log('skipped: there are no lectures (CORPUS_DIR says where the corpus is)')
else process.exitCode = await run(readLectures(folder))

async function run(lectures: readonly Lecture[]): Promise<number> {
  const phrases = pickPhrases(lectures)
  console.log(`${phrases.length} phrases of 3 to 5 words that ${lectures.length} lectures say once; seconds`)
  console.log('input        median    p95    max  not found')
  const rows = ['| input | median | p95 | max | not found |', '|---|---|---|---|---|']
  let isHeld = true
  for (const { name, median, p95, goal } of INPUTS) {
    const found = await jump(name === 'captions' ? lectures.map(asCaptions) : lectures, phrases)
    const errors = found.flatMap(({ error }) => error ?? []).sort((a, b) => a - b)
    const missed = found.length - errors.length
    const at = (share: number): number =>
      errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] ?? Infinity
    const passed = missed === 0 && at(0.5) <= median && at(0.95) <= p95
    isHeld &&= passed
    const verdict = passed ? (at(0.95) <= goal ? 'goal reached' : 'gate passed') : 'FAILED'
    const figures = [at(0.5), at(0.95), at(1)].map((seconds) => seconds.toFixed(2))
    rows.push(`| ${[name, ...figures, missed].join(' | ')} |`)
    console.log(
      `${name.padEnd(11)}   ${figures.map((figure) => figure.padStart(5)).join('  ')}  ${String(missed).padStart(9)}  ${verdict}`,
    )
    if (process.argv.includes('--worst')) printWorst(found)
  }
  if (process.argv.includes('--write'))
    writeSection('jump', 'Jumping to the word', [ABOUT, rows.join('\n')].join('\n\n'))
  return isHeld ? 0 : 1
}

interface Jump {
  readonly phrase: Spoken
  /** Absent where the phrase was not found in its lecture. */
  readonly error?: number
}

/** Searches all lectures for each phrase and takes the first moment of the first result, as a reader would. */
async function jump(lectures: readonly Lecture[], phrases: readonly Spoken[]): Promise<Jump[]> {
  const search = await searchLectures(lectures)
  const jumps: Jump[] = []
  for (const phrase of phrases) {
    const request = parseSearchRequest({ q: `"${phrase.text}"`, in: 'speech', limit: '1' })
    const [result] = (await search.answer(request)).results
    const start = result?.moments[0]?.start
    const isThere = start !== undefined && result?.talk?.id === talkOf(phrase.lecture)
    jumps.push({ phrase, ...(isThere ? { error: Math.abs(start - phrase.start) } : {}) })
  }
  return jumps
}

function asCaptions({ id, transcript }: Lecture): Lecture {
  const words = transcript.cues.flatMap((cue) => cue.words ?? [])
  return { id, transcript: { ...transcript, timing: 'cue', cues: cutCues(words) } }
}

/** A seeded sample of the phrases that are said once, whatever their spelling. */
function pickPhrases(lectures: readonly Lecture[]): Spoken[] {
  const random = createRandom('jump')
  const times = new Map<string, number>()
  const said = lectures.map(({ id, transcript }) => {
    const words = transcript.cues
      .flatMap((cue) => cue.words ?? [])
      .map((word) => ({ ...word, spelled: spelled(word.text) }))
    for (const size of [3, 4, 5])
      for (let first = 0; first + size <= words.length; first++) {
        const key = keyOf(words.slice(first, first + size))
        times.set(key, (times.get(key) ?? 0) + 1)
      }
    return { id, words }
  })
  const picked = new Map<string, Spoken>()
  for (let tried = 0; tried < 100 * PHRASES && picked.size < PHRASES; tried++) {
    const { id, words } = random.pick(said)
    const first = random.below(words.length)
    const phrase = words.slice(first, first + 3 + random.below(3))
    const key = keyOf(phrase)
    const [begin] = phrase
    if (!begin || times.get(key) !== 1 || phrase.some((word) => word.spelled === '')) continue
    const text = phrase.map((word) => word.text).join(' ')
    if (!/["“”„‟«»]/.test(text)) picked.set(key, { text, lecture: id, start: begin.start })
  }
  return [...picked.values()]
}

function keyOf(words: readonly { readonly spelled: string }[]): string {
  return words.map((word) => word.spelled).join(' ')
}

/** A word as the search compares it: its parts, without the whole they make. */
function spelled(text: string): string {
  return phraseOf(text)
    .filter((token) => token.span === 1)
    .map((token) => token.term)
    .join(' ')
}

function printWorst(jumps: readonly Jump[]): void {
  const error = (jump: Jump): number => jump.error ?? Infinity
  for (const jump of [...jumps].sort((a, b) => error(b) - error(a)).slice(0, 10))
    console.log(
      `  ${error(jump).toFixed(2)}  “${jump.phrase.text}” at ${jump.phrase.start} of ${jump.phrase.lecture}`,
    )
}
