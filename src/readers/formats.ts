import type { MediaRole } from '../archive/media.js'
import type { DeckReader } from './deckReader.js'
import type { TranscriptReader } from './readTranscript.js'
import { readDocx } from './transcripts/docx.js'
import { textReader } from './transcripts/textKinds.js'
import { readTtml } from './transcripts/ttml.js'

/** A kind of file that a talk's folder may hold. */
export interface Format {
  /** Stable name, part of cache keys. */
  readonly id: string
  /** What such a file is to its talk when nothing else is said. */
  readonly role: MediaRole
  /** In lower case, with the dot. */
  readonly suffixes: readonly string[]
  /** Where the role hangs on the name: what the name without its suffix must match. */
  readonly names?: RegExp
  /** IANA media type. */
  readonly mediaType: string
  /** Of the reader: raised when it gives other results for the same bytes, so that cached ones are not used. */
  readonly version: number
  /** Present for transcripts that can be read. */
  readonly read?: TranscriptReader
  /** Present for decks that can be read from their bytes. */
  readonly readDeck?: DeckReader
  /** Its reader goes by the file's path too: of several recordings in one file, the one whose id is in it. */
  readonly byPath?: boolean
  /** Its reader must run in a child process: see `readIsolated`. */
  readonly isolated?: boolean
}

const POSTER_NAMES = /^(poster|cover|thumbnail|thumb)([._-].*)?$/i
const README = /^(readme|licen[cs]e|copying|credits)\b/i
const OFFICE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.presentation'

/** Every format, one a row; the first row that fits a name wins. */
export const FORMATS: readonly Format[] = [
  // Beside transcripts: files of the same kinds that hold no speech.
  format(
    'chapters-webvtt',
    'attachment',
    'text/vtt',
    ['.vtt'],
    /^(chapters|thumbnails|storyboard|metadata)\b/i,
  ),
  format('readme', 'attachment', 'text/plain', ['.txt'], README),
  format('readme-markdown', 'attachment', 'text/markdown', ['.md', '.markdown'], README),

  transcript('webvtt', 'text/vtt', ['.vtt'], 7, textReader('webvtt')),
  transcript('srt', 'application/x-subrip', ['.srt'], 7, textReader('srt')),
  transcript('sbv', 'text/plain', ['.sbv'], 6, textReader('sbv')),
  transcript('ass', 'text/x-ssa', ['.ass', '.ssa'], 6, textReader('ass')),
  transcript('lrc', 'text/plain', ['.lrc', '.elrc'], 2, textReader('lrc')),
  { ...transcript('whisper-json', 'application/json', ['.json'], 7, textReader('json')), byPath: true },
  transcript('youtube-json3', 'application/json', ['.json3'], 6, textReader('json')),
  {
    ...transcript('yaml', 'application/yaml', ['.yaml', '.yml'], 6, textReader('yaml')),
    ...{ isolated: true, byPath: true },
  },
  transcript('markdown', 'text/markdown', ['.md', '.markdown'], 6, textReader('markdown')),
  transcript('plain-text', 'text/plain', ['.txt'], 7, textReader('plain')),
  { ...transcript('ttml', 'application/ttml+xml', ['.ttml', '.dfxp', '.xml'], 6, readTtml), isolated: true },
  {
    ...transcript('youtube-xml', 'application/xml', ['.srv1', '.srv2', '.srv3'], 2, readTtml),
    isolated: true,
  },
  { ...transcript('docx', WORD, ['.docx'], 5, readDocx), isolated: true },

  { ...format('pdf', 'slides', 'application/pdf', ['.pdf']), version: 2 },
  deck('pptx', OFFICE, ['.pptx'], 1, async (bytes, path) =>
    (await import('./office/readPptx.js')).readPptx(bytes, path),
  ),
  format('ppt', 'slides', 'application/vnd.ms-powerpoint', ['.ppt']),
  deck('odp', OPEN_DOCUMENT, ['.odp'], 1, async (bytes, path) =>
    (await import('./office/readOdp.js')).readOdp(bytes, path),
  ),
  format('keynote', 'slides', 'application/vnd.apple.keynote', ['.key']),

  format('mp4', 'video', 'video/mp4', ['.mp4', '.m4v']),
  format('quicktime', 'video', 'video/quicktime', ['.mov']),
  format('webm', 'video', 'video/webm', ['.webm']),
  format('matroska', 'video', 'video/matroska', ['.mkv']),
  // No browser plays these; as recordings they are looked into, and named with the command that mends them.
  format('avi', 'video', 'video/x-msvideo', ['.avi', '.divx']),
  format('windows-media', 'video', 'video/x-ms-wmv', ['.wmv', '.asf']),
  format('flash-video', 'video', 'video/x-flv', ['.flv', '.f4v']),
  format('mpeg', 'video', 'video/mpeg', ['.mpg', '.mpeg', '.vob', '.mts', '.m2ts']),
  format('ogg-video', 'video', 'video/ogg', ['.ogv']),
  format('3gp', 'video', 'video/3gpp', ['.3gp', '.3g2']),

  format('mp3', 'audio', 'audio/mpeg', ['.mp3']),
  format('m4a', 'audio', 'audio/mp4', ['.m4a']),
  format('wav', 'audio', 'audio/wav', ['.wav']),
  format('ogg', 'audio', 'audio/ogg', ['.ogg', '.opus']),
  format('flac', 'audio', 'audio/flac', ['.flac']),
  format('aac', 'audio', 'audio/aac', ['.aac']),
  format('windows-audio', 'audio', 'audio/x-ms-wma', ['.wma']),
  format('aiff', 'audio', 'audio/aiff', ['.aif', '.aiff']),

  ...images('poster', POSTER_NAMES),
  ...images('attachment'),
]

/**
 * The format of a file by its name alone; null for a kind that nothing is known of.
 * @param fileName with or without folders before it
 */
export function formatOf(fileName: string): Format | null {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  if (dot <= 0) return null
  const [stem, suffix] = [name.slice(0, dot), name.slice(dot).toLowerCase()]
  const fits = (row: Format): boolean => row.suffixes.includes(suffix) && (row.names?.test(stem) ?? true)
  return FORMATS.find(fits) ?? null
}

function format(
  id: string,
  role: MediaRole,
  mediaType: string,
  suffixes: readonly string[],
  names?: RegExp,
): Format {
  return { id, role, mediaType, suffixes, version: 1, ...(names && { names }) }
}

function transcript(
  id: string,
  mediaType: string,
  suffixes: readonly string[],
  version: number,
  read: TranscriptReader,
): Format {
  return { id, role: 'transcript', mediaType, suffixes, version, read }
}

/** An Office format; its reader is loaded where it runs: in the child. */
function deck(
  id: string,
  mediaType: string,
  suffixes: readonly string[],
  version: number,
  readDeck: DeckReader,
): Format {
  return { id, role: 'slides', mediaType, suffixes, version, readDeck, isolated: true }
}

function images(role: 'poster' | 'attachment', names?: RegExp): readonly Format[] {
  return [
    format(`${role}-jpeg`, role, 'image/jpeg', ['.jpg', '.jpeg'], names),
    format(`${role}-png`, role, 'image/png', ['.png'], names),
    format(`${role}-webp`, role, 'image/webp', ['.webp'], names),
  ]
}
