/** A good file of a format: cue `i` says `word-i` and more, and begins `i * 4 + 1` seconds into the talk. */
export interface Sample {
  /** Its name says the format. */
  readonly name: string
  readonly text: string
  /** Where in the text each cue stands: its first and last character. */
  readonly places: readonly { readonly from: number; readonly to: number }[]
  /** What to look for in the words read. */
  readonly tokens: readonly string[]
}

const CUES = 12
const NAMES = ['Ann Lee', 'Bo Ek']

const clock = (seconds: number, comma = '.', hours = 2): string => {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${'0'.repeat(hours)}:${two(Math.floor(seconds / 60))}:${two(seconds % 60)}${comma}000`
}
const nameOf = (i: number): string => NAMES[Math.floor(i / 2) % 2] ?? ''
const wordsOf = (i: number): string => `this is ${token(i)} of the whole talk`
/** Letters only: figures would be counters in some formats. */
const token = (i: number): string => `word${'abcdefghijkl'.charAt(i)}`

/** A sample from what stands before, in each cue, and after. */
function sample(
  name: string,
  before: string,
  cue: (i: number, start: number) => string,
  after = '',
  between = '',
): Sample {
  let text = before
  const places: { from: number; to: number }[] = []
  for (let i = 0; i < CUES; i++) {
    const from = text.length
    text += cue(i, i * 4 + 1)
    places.push({ from, to: text.length })
    if (i < CUES - 1) text += between
  }
  return { name, text: text + after, places, tokens: places.map((_, i) => token(i)) }
}

/** Words of a sentence, each with a third of a second. */
const timedWords = (i: number, start: number): { text: string; start: number; end: number }[] =>
  wordsOf(i)
    .split(' ')
    .map((text, n) => ({ text, start: start + n / 4, end: start + n / 4 + 0.25 }))

export const SAMPLES: readonly Sample[] = [
  sample(
    'talk.vtt',
    'WEBVTT\n\n',
    (i, at) => `${i + 1}\n${clock(at)} --> ${clock(at + 3)}\n<v ${nameOf(i)}>${wordsOf(i)}\n\n`,
  ),
  sample(
    'zoom.vtt',
    'WEBVTT\n\n',
    (i, at) => `${i + 1}\n${clock(at)} --> ${clock(at + 3)}\n${nameOf(i)}: ${wordsOf(i)}\n\n`,
  ),
  sample(
    'talk.srt',
    '',
    (i, at) => `${i + 1}\n${clock(at, ',')} --> ${clock(at + 3, ',')}\n${wordsOf(i)}\n\n`,
  ),
  sample('talk.sbv', '', (i, at) => `${clock(at, '.', 1)},${clock(at + 3, '.', 1)}\n${wordsOf(i)}\n\n`),
  sample('console.txt', '', (i, at) => `[${clock(at)} --> ${clock(at + 3)}]  ${wordsOf(i)}\n`),
  sample(
    'talk.ass',
    '[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n',
    (i, at) =>
      `Dialogue: 0,${clock(at, '.', 1).slice(0, -1)},${clock(at + 3, '.', 1).slice(0, -1)},Default,${nameOf(i)},0,0,0,,${wordsOf(i)}\n`,
  ),
  sample(
    'whisper.json',
    '{"language": "en", "segments": [\n',
    (i, at) =>
      JSON.stringify({
        id: i,
        start: at,
        end: at + 3,
        text: ` ${wordsOf(i)}`,
        words: timedWords(i, at).map(({ text, ...times }) => ({ word: ` ${text}`, ...times })),
      }),
    '\n]}',
    ',\n',
  ),
  sample(
    'assemblyai.json',
    '{"id": "a", "status": "completed", "language_code": "en_us", "audio_duration": 60, "utterances": [\n',
    (i, at) => {
      const speaker = 'AB'.charAt(Math.floor(i / 2) % 2)
      const words = timedWords(i, at).map(({ text, start, end }) => ({
        text,
        start: start * 1000,
        end: end * 1000,
        confidence: 0.9,
        speaker,
      }))
      return JSON.stringify({ speaker, text: wordsOf(i), start: at * 1000, end: at * 1000 + 3000, words })
    },
    '\n]}',
    ',\n',
  ),
  sample(
    'youtube.json3',
    '{"wireMagic": "pb3", "events": [\n',
    (i, at) =>
      JSON.stringify({
        tStartMs: at * 1000,
        dDurationMs: 5000,
        segs: wordsOf(i)
          .split(' ')
          .map((word, n) => ({ utf8: n === 0 ? word : ` ${word}`, tOffsetMs: n * 250 })),
      }),
    '\n]}',
    ',\n',
  ),
  sample(
    'deepgram.json',
    '{"metadata": {"duration": 60}, "results": {"channels": [{"alternatives": [{"words": [\n',
    (i, at) =>
      timedWords(i, at)
        .map(({ text, ...times }) =>
          JSON.stringify({ word: text, ...times, speaker: i % 2, punctuated_word: text }),
        )
        .join(',\n'),
    '\n]}]}]}}',
    ',\n',
  ),
  sample(
    'amazon.json',
    '{"jobName": "a", "results": {"items": [\n',
    (i, at) =>
      timedWords(i, at)
        .map(({ text, start, end }) =>
          JSON.stringify({
            ...{ type: 'pronunciation', start_time: String(start), end_time: String(end) },
            ...{ alternatives: [{ content: text }], speaker_label: `spk_${i % 2}` },
          }),
        )
        .join(',\n'),
    '\n]}, "status": "COMPLETED"}',
    ',\n',
  ),
  sample(
    'azure.json',
    '{"recognizedPhrases": [\n',
    (i, at) =>
      JSON.stringify({
        ...{ offset: `PT${at}S`, duration: 'PT3S', offsetInTicks: at * 1e7, durationInTicks: 3e7 },
        nBest: [{ display: wordsOf(i) }],
      }),
    '\n]}',
    ',\n',
  ),
  sample(
    'rev.json',
    '{"monologues": [\n',
    (i, at) =>
      JSON.stringify({
        speaker: i % 2,
        elements: timedWords(i, at).flatMap(({ text, start, end }) => [
          { type: 'text', value: text, ts: start, end_ts: end },
          { type: 'punct', value: ' ' },
        ]),
      }),
    '\n]}',
    ',\n',
  ),
  sample(
    'youtube.srv3',
    '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<body>\n',
    (i, at) =>
      `<p t="${at * 1000}" d="3000">${wordsOf(i)
        .split(' ')
        .map((word, n) => (n === 0 ? `<s>${word}</s>` : `<s t="${n * 250}"> ${word}</s>`))
        .join('')}</p>\n`,
    '</body>\n</timedtext>\n',
  ),
  sample(
    'timedtext.xml',
    '<?xml version="1.0" encoding="utf-8" ?><transcript>\n',
    (i, at) => `<text start="${at}" dur="3">${wordsOf(i)}</text>\n`,
    '</transcript>\n',
  ),
  sample('talk.lrc', '[ti:A talk]\n', (i, at) => `[${clock(at).slice(3, 11)}]${wordsOf(i)}\n`),
  sample('teams.txt', '', (i, at) => `0:0:${at}.0 --> 0:0:${at + 3}.450\n${nameOf(i)}\n${wordsOf(i)}\n`),
  sample(
    'rubyevents.yml',
    '---\n- video_id: "abc"\n  cues:\n',
    (i, at) =>
      `    - start_time: "${clock(at)}"\n      end_time: "${clock(at + 3)}"\n      text: "${wordsOf(i)}"\n`,
  ),
  sample(
    'talk.md',
    '# A talk\n\n',
    (i, at) => `**${nameOf(i)}** (${clock(at).slice(0, 8)}): ${wordsOf(i)}\n\n`,
  ),
  sample('talk.txt', '', (i, at) => `${clock(at).slice(0, 8)} ${nameOf(i)}\n${wordsOf(i)}\n\n`),
  sample('untimed.txt', '', (i) => `${nameOf(i)}: ${wordsOf(i)}\n\n`),
  sample(
    'talk.ttml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">\n<body><div>\n',
    (i, at) => `<p begin="${clock(at)}" end="${clock(at + 3)}">${wordsOf(i)}</p>\n`,
    '</div></body>\n</tt>\n',
  ),
]
