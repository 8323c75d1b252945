/** Containers that a recording may come in. */
export type Container = 'mp4' | 'quicktime' | 'matroska' | 'webm' | 'mp3' | 'wav' | 'ogg' | 'flac' | 'aac'

/** What a file is by its first bytes: a container we read, or something else, as people call it. */
export type Recognized =
  | { readonly container: Container }
  | { readonly what: string; readonly hint: string; readonly isMedia?: true }
  | { readonly unknown: true }

/** How many of a file's first bytes `recognize` needs. */
export const HEAD_BYTES = 4096

const COPY = 'copy or download it again'
const WRONG_FILE = 'put the recording itself in its place'
const CONVERT = 'convert it to MP4'

/** What files begin with, as Latin-1: a string, or a pattern where bytes in between vary. */
type Beginning = string | RegExp

/** Things that are found under a recording's name. */
const OTHERS: readonly (readonly [
  begins: readonly Beginning[],
  what: string,
  hint: string,
  isMedia?: true,
])[] = [
  [
    ['version https://git-lfs.github.com/spec/'],
    'a Git LFS pointer: the recording was never fetched',
    'run: git lfs pull',
  ],
  [
    [/^\s{0,99}<(!--|!doctype html|html|head|script)/i],
    'a web page (HTML)',
    'download the recording, not the page about it',
  ],
  [[/^\s{0,99}<\?xml/, /^\s{0,99}<[A-Za-z]{1,40}[ >]/], 'an XML file', WRONG_FILE],
  [['#EXTM3U'], 'a playlist (HLS), which only lists a recording', 'download the recording that it lists'],
  [['ffconcat version'], 'a list of files, no recording', WRONG_FILE],
  [['%PDF-'], 'a PDF', WRONG_FILE],
  [['PK\x03\x04'], 'a ZIP archive', 'unpack it'],
  [['Rar!', '7z\xbc\xaf', '\x1f\x8b'], 'a packed archive', 'unpack it'],
  [['\x89PNG', '\xff\xd8\xff', 'GIF8', /^RIFF[^]{4}WEBP/], 'a picture', WRONG_FILE],
  [[/^RIFF[^]{4}AVI /], 'an AVI file', CONVERT, true],
  [['\x30\x26\xb2\x75\x8e\x66\xcf\x11'], 'a Windows Media file', CONVERT, true],
  [['FLV\x01'], 'a Flash video', CONVERT, true],
  [['.RMF'], 'a RealMedia file', CONVERT, true],
  [['\x00\x00\x01\xba', '\x00\x00\x01\xb3'], 'an MPEG-1 or MPEG-2 file', CONVERT, true],
  [[/^G[^]{187}G[^]{187}G/, /^[^]{4}G[^]{191}G[^]{191}G/], 'an MPEG transport stream', CONVERT, true],
  [[/^FORM[^]{4}AIF[FC]/], 'an AIFF file', CONVERT, true],
]

/** What a file without a byte is. */
export const EMPTY = 'empty (0 bytes)'

/**
 * What a file is, by what it holds and never by its name.
 * @param head its first `HEAD_BYTES` bytes, or all of a smaller file
 */
export function recognize(head: Buffer): Recognized {
  if (head.length === 0) return { what: EMPTY, hint: COPY }
  const text = head.toString('latin1')
  const container = containerOf(head, text)
  if (container) return { container }
  const begins = (beginning: Beginning): boolean =>
    typeof beginning === 'string' ? text.startsWith(beginning) : beginning.test(text)
  for (const [beginnings, what, hint, isMedia] of OTHERS)
    if (beginnings.some(begins)) return { what, hint, ...(isMedia && { isMedia }) }
  if (head.every((byte) => byte === 0))
    return { what: 'full of zeros at its beginning: a download or copy that was never finished', hint: COPY }
  if (isText(head)) return { what: 'text, no recording', hint: WRONG_FILE }
  return { unknown: true }
}

function containerOf(head: Buffer, text: string): Container | null {
  const brand = /^[^]{4}ftyp([^]{4})/.exec(text)?.[1]
  if (brand !== undefined) return brand === 'qt  ' ? 'quicktime' : 'mp4'
  // QuickTime files of old have no `ftyp`.
  if (/^[^]{4}(moov|mdat|wide|free|skip|pnot|moof|styp)/.test(text)) return 'quicktime'
  if (text.startsWith('\x1a\x45\xdf\xa3'))
    return /\x42\x82.webm/.test(text.slice(0, 100)) ? 'webm' : 'matroska'
  if (/^(RIFF|RF64|BW64)[^]{4}WAVE/.test(text)) return 'wav'
  if (text.startsWith('OggS')) return 'ogg'
  if (text.startsWith('fLaC')) return 'flac'
  if (text.startsWith('ID3')) return 'mp3'
  const sync = head.length >= 4 && head[0] === 0xff ? (head[1] ?? 0) : 0
  if ((sync & 0xf6) === 0xf0) return 'aac'
  return (sync & 0xe6) === 0xe2 ? 'mp3' : null // layer III: what looks like layer I is UTF-16's mark
}

/** No byte that text does not have; UTF-16 has its mark. */
function isText(head: Buffer): boolean {
  const mark = head.toString('latin1', 0, 2)
  return (
    mark === '\xfe\xff' ||
    mark === '\xff\xfe' ||
    head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27)
  )
}

/** What programs call a download while it lasts. */
const UNFINISHED = /\.(part|partial|crdownload|download|opdownload|filepart|ytdl|aria2|tmp)$/i

/** Whether a file's name says that its download has not ended: browsers and download tools rename it when it has. */
export function isUnfinishedDownload(fileName: string): boolean {
  return UNFINISHED.test(fileName)
}
