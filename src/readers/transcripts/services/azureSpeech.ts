import { plainWords } from '../../plainWords.js'
import { fieldsOf, listOf, objectsIn, textIn, wordsIn, type Fields } from '../jsonValues.js'
import { speakerCalled, heardWord, type HeardWord, type Service } from './service.js'
import { timeIn } from './serviceTime.js'

const TICKS = 10_000_000

function phrasesOf(document: unknown): readonly Fields[] {
  const fields = fieldsOf(document)
  return objectsIn(fields?.['recognizedPhrases'] ?? fields?.['phrases'])
}

interface Times {
  readonly start: number | undefined
  readonly end: number | undefined
}

function timesOf(fields: Fields | undefined): Times {
  const of = (name: string): number | undefined =>
    timeIn(fields, [`${name}InTicks`], TICKS) ??
    timeIn(fields, [`${name}Milliseconds`], 1000) ??
    (typeof fields?.[name] === 'string' ? timeIn(fields, [name]) : undefined)
  const [start, length] = [of('offset'), of('duration')]
  const sum = start === undefined ? undefined : Math.round((start + (length ?? 0)) * 1000) / 1000
  return { start, end: sum }
}

/** The words as they are shown; those that were heard have no capitals and marks, and times for as many alone. */
function wordsOf(best: Fields | undefined, text: string): readonly HeardWord[] {
  const shown = objectsIn(best?.['displayWords']).flatMap((word) => {
    const { start, end } = timesOf(word)
    return heardWord(wordsIn(word, 'displayText', 'word'), start, end)
  })
  if (shown.length > 0) return shown
  const heard = objectsIn(best?.['words'])
  const words = plainWords(text).split(' ')
  if (heard.length !== words.length) return []
  return heard.flatMap((word, i) => {
    const { start, end } = timesOf(word)
    return heardWord(words[i], start, end)
  })
}

/**
 * Azure AI Speech (learn.microsoft.com/azure/ai-services/speech-service, batch and fast transcription):
 * `{recognizedPhrases: [{offsetInTicks, durationInTicks, speaker, nBest: [{display, words, displayWords}]}]}` in ticks of
 * 100 ns, or `{phrases: [{offsetMilliseconds, durationMilliseconds, text, words}]}`.
 */
export const AZURE_SPEECH: Service = {
  looksLike: (document) =>
    phrasesOf(document).some(
      (phrase) =>
        timesOf(phrase).start !== undefined &&
        (listOf(phrase['nBest']) !== undefined || textIn(phrase, 'text') !== undefined),
    ),
  stretches: (document) =>
    phrasesOf(document).map((phrase) => {
      const best = fieldsOf(listOf(phrase['nBest'])?.[0])
      const text = wordsIn(best, 'display', 'lexical') ?? wordsIn(phrase, 'text') ?? ''
      const speaker = speakerCalled(phrase['speaker'])
      return { text, ...timesOf(phrase), speaker, words: wordsOf(best ?? phrase, text) }
    }),
  language: (document) => textIn(phrasesOf(document)[0], 'locale'),
}
