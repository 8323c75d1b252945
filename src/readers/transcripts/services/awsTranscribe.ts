import { fieldsOf, listOf, objectsIn, textIn, wordsIn, type Fields } from '../jsonValues.js'
import { speakerCalled, heardWord, type HeardWord, type Service, type Stretch } from './service.js'
import { timeIn } from './serviceTime.js'

function resultsOf(document: unknown): Fields | undefined {
  return fieldsOf(fieldsOf(document)?.['results'])
}

function itemsOf(fields: Fields | undefined): readonly Fields[] {
  return objectsIn(fields?.['items'])
}

/** Who speaks by the start of a word, where items do not say it themselves. */
function speakersOf(results: Fields | undefined): ReadonlyMap<unknown, string> {
  const segments = objectsIn(fieldsOf(results?.['speaker_labels'])?.['segments'])
  const labels = segments.flatMap((segment) =>
    itemsOf(segment).map((item) => {
      const label = item['speaker_label'] ?? segment['speaker_label']
      return [item['start_time'], speakerCalled(label) ?? ''] as const
    }),
  )
  return new Map(labels)
}

/** Words with the marks behind them, which have no times. */
function wordsOf(items: readonly Fields[], speakers: ReadonlyMap<unknown, string>): readonly HeardWord[] {
  const words: HeardWord[] = []
  for (const item of items) {
    const text = wordsIn(fieldsOf(listOf(item['alternatives'])?.[0]), 'content') ?? wordsIn(item, 'content')
    const last = words.at(-1)
    if (item['type'] !== 'punctuation') {
      const speaker = speakerCalled(item['speaker_label']) ?? speakers.get(item['start_time'])
      words.push(...heardWord(text, timeIn(item, ['start_time']), timeIn(item, ['end_time']), speaker))
    } else if (last) words[words.length - 1] = { ...last, text: last.text + (text ?? '').trim() }
  }
  return words
}

/**
 * Amazon Transcribe (docs.aws.amazon.com/transcribe, "Data input and output"): `{results: {items: [{type, start_time: "0.5",
 * end_time, alternatives: [{content}]}], speaker_labels, channel_labels, audio_segments}}`, times in seconds as text.
 */
export const AWS_TRANSCRIBE: Service = {
  looksLike: (document) =>
    [resultsOf(document), ...objectsIn(resultsOf(document)?.['audio_segments'])].some(
      (fields) =>
        itemsOf(fields).some((item) => listOf(item['alternatives']) !== undefined) ||
        (textIn(fields, 'transcript') !== undefined && timeIn(fields, ['start_time']) !== undefined),
    ),
  stretches(document) {
    const results = resultsOf(document)
    const channels = objectsIn(fieldsOf(results?.['channel_labels'])?.['channels'])
    const byChannel = channels.map((channel, i): Stretch => {
      const words = wordsOf(itemsOf(channel), new Map())
      return { text: '', start: undefined, end: undefined, speaker: `Channel ${i + 1}`, words }
    })
    if (byChannel.some(({ words }) => words.length > 0)) return byChannel
    const words = wordsOf(itemsOf(results), speakersOf(results))
    const text = wordsIn(objectsIn(results?.['transcripts'])[0], 'transcript') ?? ''
    const whole: Stretch = { text, start: undefined, end: undefined, words }
    const segments = objectsIn(results?.['audio_segments']).map((fields): Stretch => {
      const times = { start: timeIn(fields, ['start_time']), end: timeIn(fields, ['end_time']) }
      const speaker = speakerCalled(fields['speaker_label'])
      return { text: wordsIn(fields, 'transcript') ?? '', ...times, speaker, words: [] }
    })
    return words.length > 0 || segments.length === 0 ? [whole] : segments
  },
  language: (document) => textIn(resultsOf(document), 'language_code'),
}
