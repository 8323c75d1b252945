/** What is said in every good file. */
export const SENTENCES: readonly string[] = [
  'The tide comes in twice a day, and twice it goes.',
  'Nobody who keeps a harbour forgets the second number.',
  'We measured for eleven years at the same wall.',
  'Then the wall was moved, and the series with it.',
  'Seventeen millimetres were the wall, not the sea.',
  'Correct for that, and the two instruments agree.',
]
const clock = (seconds: number, point = '.', hours = '00'): string =>
  `${hours}:00:${String(seconds).padStart(2, '0')}${point}000`
const cues = (write: (text: string, start: number, end: number, n: number) => string): string =>
  SENTENCES.map((text, i) => write(text, i * 4, i * 4 + 4, i + 1)).join('')
const json = (value: unknown): string => JSON.stringify(value, null, 1)
const words = (text: string, start: number): { text: string; start: number; end: number }[] =>
  text.split(' ').map((word, i) => ({ text: word, start: start + i * 0.25, end: start + i * 0.25 + 0.25 }))

/** Small files of every kind of text that a tool writes, by label and name. */
export const TEXTS: readonly (readonly [label: string, name: string, text: string])[] = [
  [
    'vtt',
    'transcript.en.vtt',
    `WEBVTT\n\nNOTE made for this run\n\n${cues((text, a, b) => `${clock(a)} --> ${clock(b)}\n<v Ana>${text}</v>\n\n`)}`,
  ],
  [
    'vtt words',
    'words.en.vtt',
    `WEBVTT\n\n${cues(
      (text, a, b) =>
        `${clock(a)} --> ${clock(b)}\n${words(text, a)
          .map((w) => `<00:00:${w.start.toFixed(3).padStart(6, '0')}><c>${w.text}</c>`)
          .join(' ')}\n\n`,
    )}`,
  ],
  [
    'srt',
    'transcript.en.srt',
    cues((text, a, b, n) => `${n}\n${clock(a, ',')} --> ${clock(b, ',')}\n<i>${text}</i>\n\n`),
  ],
  [
    'sbv',
    'transcript.en.sbv',
    cues((text, a, b) => `${clock(a, '.', '0')},${clock(b, '.', '0')}\n${text}\n\n`),
  ],
  [
    'whisper json',
    'transcript.en.json',
    json({
      text: SENTENCES.join(' '),
      language: 'en',
      segments: SENTENCES.map((text, i) => ({
        id: i,
        start: i * 4,
        end: i * 4 + 4,
        text: ` ${text}`,
        words: words(text, i * 4).map(({ text: word, ...times }) => ({
          word: ` ${word}`,
          ...times,
          probability: 0.9,
        })),
      })),
    }),
  ],
  [
    'whisperx json',
    'aligned.en.json',
    json({
      segments: SENTENCES.map((text, i) => ({
        start: i * 4,
        end: i * 4 + 4,
        text,
        speaker: 'SPEAKER_00',
        words: words(text, i * 4).map(({ text: word, ...times }) => ({
          word,
          ...times,
          score: 0.8,
          speaker: 'SPEAKER_00',
        })),
      })),
      language: 'en',
    }),
  ],
  [
    'assemblyai json',
    'assembly.en.json',
    json({
      id: 'x',
      status: 'completed',
      language_code: 'en',
      text: SENTENCES.join(' '),
      utterances: SENTENCES.map((text, i) => ({
        speaker: 'A',
        text,
        start: i * 4000,
        end: i * 4000 + 4000,
        confidence: 0.9,
      })),
      words: SENTENCES.flatMap((text, i) =>
        words(text, i * 4).map((w) => ({
          text: w.text,
          start: w.start * 1000,
          end: w.end * 1000,
          confidence: 0.9,
          speaker: 'A',
        })),
      ),
    }),
  ],
  [
    'json3',
    'captions.en.json3',
    json({
      wireMagic: 'pb3',
      events: SENTENCES.map((text, i) => ({
        tStartMs: i * 4000,
        dDurationMs: 4000,
        segs: text.split(' ').map((word, n) => ({ utf8: `${n ? ' ' : ''}${word}`, tOffsetMs: n * 250 })),
      })),
    }),
  ],
  [
    'ttml',
    'captions.en.ttml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>\n${cues((text, a, b) => `<p begin="${clock(a)}" end="${clock(b)}">${text}<br/>and on</p>\n`)}</div></body></tt>\n`,
  ],
  [
    'dfxp',
    'captions.en.dfxp',
    `<tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="en"><body><div>\n${cues((text, a, b) => `<p begin="${a}s" dur="${b - a}s">${text}</p>\n`)}</div></body></tt>\n`,
  ],
  [
    'ass',
    'captions.en.ass',
    `[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${cues((text, a, b) => `Dialogue: 0,0:00:${String(a).padStart(2, '0')}.00,0:00:${String(b).padStart(2, '0')}.00,Default,Ana,0,0,0,,{\\i1}${text}{\\i0}\n`)}`,
  ],
  [
    'cue yaml',
    'transcript.en.yml',
    `---\n- video_id: tides\n  cues:\n${cues((text, a, b) => `  - start_time: '${clock(a)}'\n    end_time: '${clock(b)}'\n    text: "${text}"\n`)}`,
  ],
  [
    'markdown',
    'transcript.en.md',
    `# Tides\n\n${cues((text, a) => `**Ana** (00:00:${String(a).padStart(2, '0')}): ${text}\n\n`)}`,
  ],
  ['lrc', 'captions.en.lrc', cues((text, a) => `[00:${String(a).padStart(2, '0')}.00]${text}\n`)],
  [
    'youtube xml',
    'captions.en.srv3',
    `<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>\n${cues(
      (text, a) =>
        `<p t="${a * 1000}" d="4000">${text
          .split(' ')
          .map((word, n) => (n === 0 ? `<s>${word}</s>` : `<s t="${n * 250}"> ${word}</s>`))
          .join('')}</p>\n`,
    )}</body></timedtext>\n`,
  ],
  [
    'deepgram json',
    'deepgram.en.json',
    json({
      metadata: { duration: 24 },
      results: {
        channels: [
          {
            alternatives: [
              {
                transcript: SENTENCES.join(' '),
                words: SENTENCES.flatMap((text, i) =>
                  words(text, i * 4).map(({ text: word, ...times }) => ({
                    ...{ word: word.toLowerCase(), punctuated_word: word, speaker: 0 },
                    ...times,
                  })),
                ),
              },
            ],
          },
        ],
      },
    }),
  ],
  [
    'amazon json',
    'amazon.en.json',
    json({
      jobName: 'tides',
      status: 'COMPLETED',
      results: {
        transcripts: [{ transcript: SENTENCES.join(' ') }],
        items: SENTENCES.flatMap((text, i) =>
          words(text, i * 4).map(({ text: content, start, end }) => ({
            ...{ type: 'pronunciation', start_time: start.toFixed(3), end_time: end.toFixed(3) },
            alternatives: [{ confidence: '0.9', content }],
          })),
        ),
      },
    }),
  ],
  [
    'otter text',
    'otter.en.txt',
    `${cues((text, a) => `Ana  0:${String(a).padStart(2, '0')}\n${text}\n\n`)}Transcribed by https://otter.ai\n`,
  ],
  ['text', 'transcript.en.txt', cues((text) => `${text}\n\n`)],
  ['console text', 'console.en.txt', cues((text, a, b) => `[${clock(a)} --> ${clock(b)}]  ${text}\n`)],
]
