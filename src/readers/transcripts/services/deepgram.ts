import { fieldsOf, listOf, objectsIn, textIn, wordsIn, type Fields } from '../jsonValues.js'
import { speakerCalled, heardWord, type Service, type Stretch } from './service.js'
import { timeIn } from './serviceTime.js'

function channelsOf(document: unknown): readonly Fields[] {
  return objectsIn(fieldsOf(fieldsOf(document)?.['results'])?.['channels'])
}

function utterancesOf(document: unknown): readonly Fields[] {
  return objectsIn(fieldsOf(fieldsOf(document)?.['results'])?.['utterances'])
}

function stretchOf(item: Fields | undefined, speaker: string | undefined): Stretch {
  const words = objectsIn(item?.['words']).flatMap((word) => {
    const text = wordsIn(word, 'punctuated_word', 'word')
    return heardWord(text, timeIn(word, ['start']), timeIn(word, ['end']), speakerCalled(word['speaker']))
  })
  const times = { start: timeIn(item, ['start']), end: timeIn(item, ['end']) }
  return { text: wordsIn(item, 'transcript', 'text') ?? '', ...times, speaker, words }
}

/** The sentences in Deepgram's paragraphs, for answers without words. */
function sentencesOf(alternative: Fields | undefined): readonly Stretch[] {
  const paragraphs = objectsIn(fieldsOf(alternative?.['paragraphs'])?.['paragraphs'])
  return paragraphs.flatMap((paragraph) => {
    const speaker = speakerCalled(paragraph['speaker'])
    return objectsIn(paragraph['sentences']).map((sentence) => stretchOf(sentence, speaker))
  })
}

/**
 * Deepgram (developers.deepgram.com, pre-recorded audio): `{metadata, results: {channels: [{alternatives: [{transcript,
 * words: [{word, punctuated_word, start, end, speaker}], paragraphs}]}], utterances}}`, times in seconds. Of several
 * alternatives the first; who speaks is the channel where there are several and nothing else says it.
 */
export const DEEPGRAM: Service = {
  looksLike: (document) =>
    channelsOf(document).some((channel) => listOf(channel['alternatives']) !== undefined) ||
    utterancesOf(document).some((item) => textIn(item, 'transcript') !== undefined),
  stretches(document) {
    const channels = channelsOf(document)
    const spoken = channels.flatMap((channel, i): readonly Stretch[] => {
      const alternative = fieldsOf(listOf(channel['alternatives'])?.[0])
      const whole = stretchOf(alternative, channels.length > 1 ? `Channel ${i + 1}` : undefined)
      if (whole.words.length > 0) return [whole]
      const sentences = sentencesOf(alternative)
      return sentences.length > 0 ? sentences : [whole]
    })
    const utterances = utterancesOf(document).map((item) => stretchOf(item, speakerCalled(item['speaker'])))
    return spoken.some(({ words, start }) => words.length > 0 || start !== undefined) ||
      utterances.length === 0
      ? spoken
      : utterances
  },
  language: (document) =>
    textIn(channelsOf(document)[0], 'detected_language') ??
    textIn(fieldsOf(fieldsOf(document)?.['metadata']), 'language'),
}
