import { plainWords } from '../../plainWords.js'
import { fieldsOf, objectsIn, textIn, wordsIn, type Fields } from '../jsonValues.js'
import { speakerCalled, heardWord, type HeardWord, type Service } from './service.js'
import { timeIn } from './serviceTime.js'

function monologuesOf(document: unknown): readonly Fields[] {
  return objectsIn(fieldsOf(document)?.['monologues'])
}

function elementsOf(monologue: Fields): readonly Fields[] {
  return objectsIn(monologue['elements'])
}

/** Words of a monologue: its elements spell its text, spaces and marks (`punct`) included. */
function wordsOf(elements: readonly Fields[]): readonly HeardWord[] {
  const words: HeardWord[] = []
  let isApart = true
  for (const element of elements) {
    const value = wordsIn(element, 'value') ?? ''
    const last = words.at(-1)
    const start = timeIn(element, ['ts', 'timestamp'])
    const end = timeIn(element, ['end_ts', 'end_timestamp'])
    const plain = plainWords(value)
    if (plain !== '' && last && !(isApart || /^\s/.test(value)))
      words[words.length - 1] = { ...last, text: last.text + plain, end: end ?? last.end }
    else words.push(...heardWord(plain, start, end))
    isApart = plain === '' || /\s$/.test(value)
  }
  return words
}

function namesIn(document: unknown): ReadonlyMap<unknown, string> {
  const speakers = objectsIn(fieldsOf(document)?.['speakers'])
  return new Map(speakers.map((speaker) => [speaker['id'], textIn(speaker, 'name') ?? '']))
}

/**
 * Rev AI and Rev (docs.rev.ai, "Get transcript by id"; rev.com's JSON): `{speakers: [{id, name}], monologues: [{speaker,
 * elements: [{type: "text", value, ts, end_ts}, {type: "punct", value: " "}]}]}`, times in seconds, or clocks.
 */
export const REV: Service = {
  looksLike: (document) =>
    monologuesOf(document).some((item) =>
      elementsOf(item).some((element) => textIn(element, 'value') !== undefined),
    ),
  stretches(document) {
    const names = namesIn(document)
    return monologuesOf(document).map((item) => {
      const elements = elementsOf(item)
      const speaker = textIn(item, 'speaker_name') ?? names.get(item['speaker']) ?? ''
      return {
        text: elements.map((element) => wordsIn(element, 'value') ?? '').join(''),
        ...{ start: undefined, end: undefined },
        speaker: speaker === '' ? speakerCalled(item['speaker']) : speaker,
        words: wordsOf(elements),
      }
    })
  },
  language: (document) => textIn(fieldsOf(document), 'language'),
}
