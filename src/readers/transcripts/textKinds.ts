import type { ProblemLog } from '../problemLog.js'
import { createProblemLog } from '../problemLog.js'
import { readText } from '../decodeText.js'
import type { ReadTranscript, TranscriptReader } from '../readTranscript.js'
import { isNoise, withoutNoise } from '../noise.js'
import { isWrongFile, type WrongFile } from '../wrongFile.js'
import { looksLikeAss, readAss } from './ass.js'
import { looksLikeJson, readJson } from './json.js'
import { looksLikeLrc, readLrc } from './lrc.js'
import { readMarkdown, readPlainText } from './prose.js'
import { looksLikeSbv, readSbv } from './sbv.js'
import { looksLikeSrt, readSrt } from './srt.js'
import { looksLikeWebVtt, readWebVtt } from './webvtt.js'
import { looksLikeConsole, readConsole } from './whisperConsole.js'
import { readYaml } from './yaml.js'

/** A kind of transcript that is text. */
interface TextKind {
  readonly name: string
  /** Whether a text can be nothing else; absent where only the name of a file tells. */
  readonly looksLike?: (text: string) => boolean
  /** Read by a parser of its own, which names what is no text in it. */
  readonly isData?: true
  readonly read: (text: string, log: ProblemLog, path: string) => ReadTranscript | null
}

const KINDS = {
  webvtt: { name: 'WebVTT', looksLike: looksLikeWebVtt, read: readWebVtt },
  ass: { name: 'SubStation Alpha', looksLike: looksLikeAss, read: readAss },
  json: { name: 'a transcript in JSON', looksLike: looksLikeJson, isData: true, read: readJson },
  lrc: { name: 'LRC', looksLike: looksLikeLrc, read: readLrc },
  console: { name: 'Whisper output', looksLike: looksLikeConsole, read: readConsole },
  srt: { name: 'SubRip', looksLike: looksLikeSrt, read: readSrt },
  sbv: { name: 'SubViewer', looksLike: looksLikeSbv, read: readSbv },
  yaml: { name: 'a transcript in YAML', isData: true, read: readYaml },
  markdown: { name: 'a transcript', read: readMarkdown },
  plain: { name: 'a transcript', read: readPlainText },
} as const satisfies Readonly<Record<string, TextKind>>

/** Files of these kinds hold the others' often enough; a text that begins like another kind is read as that. */
const RECOGNIZED: readonly TextKind[] = [
  KINDS.webvtt,
  KINDS.ass,
  KINDS.json,
  KINDS.console,
  KINDS.lrc,
  KINDS.srt,
  KINDS.sbv,
]

/** What is no text of lines, or not one that may be read here. */
const NO_TEXT: readonly WrongFile[] = [
  { begins: /^%PDF-/, is: 'is a PDF', hint: 'rename it to end in .pdf' },
  {
    begins: /^PK[^ -~]{2}/,
    is: 'is a packed file',
    hint: 'a Word document must end in .docx; unpack a ZIP',
  },
  { begins: /^\{\\rtf/, is: 'is rich text (RTF)', hint: 'save it as plain text or as .docx' },
  {
    begins: /^\s{0,99}<(?:\?xml|tt[\s:>]|timedtext[\s>]|transcript>|!DOCTYPE)/i,
    is: 'is XML',
    hint: "rename it to end in .ttml if it is TTML or YouTube's timed text",
  },
  {
    // eslint-disable-next-line no-control-regex -- what no text has many of
    begins: /^(?:[^]{0,19}?[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]){8}/,
    is: 'is no text',
    hint: 'open it by hand to see what it is',
  },
]

/**
 * Reads a text by what it holds, whatever its name: files are found under each other's suffixes.
 * @param expected the kind its name stands for, when the text does not tell
 */
export function textReader(expected: keyof typeof KINDS): TranscriptReader {
  const named: TextKind = KINDS[expected]
  return (bytes, path) => {
    const log = createProblemLog(path)
    const text = readText(bytes, log)
    if (text === null || isWrongFile(text, named.name, log, NO_TEXT) || isNoise(text, named.name, log))
      return { value: null, problems: log.list() }
    const kind = named.looksLike?.(text)
      ? named
      : (RECOGNIZED.find(({ looksLike }) => looksLike?.(text)) ?? named)
    // SubRip without its signature is how WebVTT goes wrong most, and its reader says so.
    const reader: TextKind = expected === 'webvtt' && kind === KINDS.srt ? named : kind
    const value = reader.read(reader.isData ? text : withoutNoise(text, log), log, path)
    return { value, problems: log.list() }
  }
}
