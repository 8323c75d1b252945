import { plainWords } from '../plainWords.js'
import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { groupWords, type SpokenWord } from './joinWords.js'
import { fieldsOf, listOf, millisecondsIn, objectsIn, textIn, wordsIn, type Fields } from './jsonValues.js'
import { languageNamed } from './languageNamed.js'
import type { PlacedCue } from './settleCues.js'
import { transcriptOfCues } from './settleTranscript.js'
import { areMilliseconds } from './timeUnits.js'

/** Words of such scripts have no spaces between them: there only the text as a whole can be trusted. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** What AssemblyAI calls a document's lists of stretches: of a transcript, and of the answers with parts of it. */
const STRETCHES = ['utterances', 'sentences', 'paragraphs'] as const

/** The lists of a document: its words, and what they are parts of; of a bare list, which of the two it is. */
function listsOf(document: unknown): {
  readonly words: readonly Fields[]
  readonly stretches: readonly Fields[]
} {
  const fields = fieldsOf(document)
  if (fields) {
    const lists = STRETCHES.map((name) => objectsIn(fields[name]))
    return { words: objectsIn(fields['words']), stretches: lists.find((list) => list.length > 0) ?? [] }
  }
  const bare = objectsIn(document)
  const areWords = bare.every(
    (item) => !listOf(item['words']) && !(textIn(item, 'text') ?? ' ').includes(' '),
  )
  return areWords ? { words: bare, stretches: [] } : { words: [], stretches: bare }
}

/** Whether a document is what AssemblyAI's API answers: text, and words, utterances or sentences with milliseconds. */
export function looksLikeAssemblyAi(document: unknown): boolean {
  const { words, stretches } = listsOf(document)
  const fields = fieldsOf(document)
  const list = stretches.length > 0 ? stretches : words
  const isNamed =
    fields?.['audio_duration'] !== undefined ||
    (fields?.['utterances'] !== undefined && stretches.length > 0) ||
    list.some((item) => typeof item['confidence'] === 'number')
  return isNamed && areMilliseconds(list)
}

/**
 * Reads AssemblyAI's transcript (assemblyai.com/docs, "Get transcript", "Get sentences"), also a bare list out of it: its
 * words in cues of a readable length, parted where the speaker changes; its utterances as they are where there are no words.
 */
export function readAssemblyAi(document: unknown, log: ProblemLog): ReadTranscript | null {
  const fields = fieldsOf(document)
  const { words: whole, stretches: utterances } = listsOf(document)
  const words = (whole.length > 0 ? whole : utterances.flatMap((item) => objectsIn(item['words']))).flatMap(
    wordOf,
  )
  const lost = whole.length > 0 ? whole.length - words.length : 0
  if (lost > 0)
    log.add('error', 'segment-left-out', `${lost} word(s) were left out: they have no text or no time`)
  const spaced = words.length > 0 && !words.slice(0, 50).some((word) => UNSPACED.test(word.text))
  const placed: readonly PlacedCue[] = spaced
    ? groupWords(words.sort((a, b) => a.start - b.start)).map((cue) => ({ cue }))
    : (utterances.length > 0 ? utterances : [document]).flatMap((item, i) => utteranceCue(item, i + 1, log))
  return transcriptOfCues(placed, log, languageNamed(textIn(fields, 'language_code') ?? ''))
}

function wordOf(item: unknown): SpokenWord[] {
  const fields = fieldsOf(item)
  const text = plainWords(wordsIn(fields, 'text') ?? '')
  const start = millisecondsIn(fields, 'start')
  const end = millisecondsIn(fields, 'end')
  if (text === '' || text.includes(' ') || start === undefined) return []
  return [{ text, start, end: Math.max(start, end ?? start), speaker: speakerOf(fields) }]
}

function utteranceCue(item: unknown, number: number, log: ProblemLog): PlacedCue[] {
  const fields = fieldsOf(item)
  const times = [fields, ...(listOf(fields?.['words']) ?? []).map(fieldsOf)]
  const start = times.map((place) => millisecondsIn(place, 'start')).find((time) => time !== undefined)
  const end = times.map((place) => millisecondsIn(place, 'end')).findLast((time) => time !== undefined)
  const text = plainWords(wordsIn(fields, 'text') ?? '')
  if (start === undefined || text === '') {
    log.add('error', 'segment-left-out', `utterance ${number} was left out: it has no text or no time`)
    return []
  }
  const speaker = speakerOf(fields)
  return [{ cue: { text, start, end: end ?? start, ...(speaker !== undefined && { speaker }) } }]
}

/** AssemblyAI names speakers by letters. */
function speakerOf(fields: Fields | undefined): string | undefined {
  const name = plainWords(wordsIn(fields, 'speaker') ?? '')
  return name === '' ? undefined : name.length <= 2 ? `Speaker ${name}` : name
}
