import { fieldsOf, listOf, objectsIn, textIn, wordsIn, type Fields } from '../jsonValues.js'
import { speakerCalled, heardWord, type Service, type Stretch } from './service.js'
import { timeIn } from './serviceTime.js'

const STARTS = ['startTime', 'startOffset', 'start_time', 'start_offset']
const ENDS = ['endTime', 'endOffset', 'end_time', 'end_offset']
const RESULT_ENDS = ['resultEndTime', 'resultEndOffset', 'result_end_time', 'result_end_offset']

/** The list of results, also inside the answer of a long-running operation. */
function resultsOf(document: unknown): readonly Fields[] {
  const fields = fieldsOf(document)
  const list = listOf(fields?.['results']) ?? listOf(fieldsOf(fields?.['response'])?.['results'])
  return objectsIn(list)
}

function bestOf(result: Fields | undefined): Fields | undefined {
  return fieldsOf(listOf(result?.['alternatives'])?.[0])
}

function stretchOf(result: Fields, before: Fields | undefined): Stretch {
  const best = bestOf(result)
  const words = objectsIn(best?.['words']).flatMap((word) => {
    const tag = word['speakerLabel'] ?? word['speaker_label'] ?? word['speakerTag'] ?? word['speaker_tag']
    // The first words of a recording begin at zero, which Protocol Buffers leave out.
    const end = timeIn(word, ENDS)
    const start = timeIn(word, STARTS) ?? (end === undefined ? undefined : 0)
    return heardWord(wordsIn(word, 'word'), start, end, tag === 0 ? undefined : speakerCalled(tag))
  })
  const end = timeIn(result, RESULT_ENDS)
  const start = end === undefined ? undefined : (timeIn(before, RESULT_ENDS) ?? (before ? undefined : 0))
  return { text: wordsIn(best, 'transcript') ?? '', start, end, words }
}

/**
 * Google Cloud Speech-to-Text (cloud.google.com/speech-to-text, v1 and v2): `{results: [{alternatives: [{transcript, words:
 * [{startTime: "1.200s", endTime, word, speakerTag}]}], resultEndTime, languageCode}]}`. Where it tells speakers, the last
 * result has all words once more, with their speakers: then that alone counts.
 */
export const GOOGLE_SPEECH: Service = {
  looksLike: (document) =>
    resultsOf(document).some(
      (result) =>
        textIn(bestOf(result), 'transcript') !== undefined || listOf(bestOf(result)?.['words']) !== undefined,
    ),
  stretches(document) {
    const results = resultsOf(document).filter((result) => bestOf(result) !== undefined)
    const stretches = results.map((result, i) => stretchOf(result, results[i - 1]))
    const [first, last] = [stretches[0]?.words, stretches.at(-1)?.words]
    const isSummary =
      stretches.length > 1 &&
      (last?.some((word) => word.speaker !== undefined) ?? false) &&
      (last?.[0]?.start ?? Infinity) <= (first?.[0]?.start ?? 0)
    return isSummary ? stretches.slice(-1) : stretches
  },
  language: (document) =>
    resultsOf(document)
      .map((result) => textIn(result, 'languageCode', 'language_code'))
      .find((code) => code !== undefined),
}
