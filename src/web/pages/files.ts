import type { Addresses } from '../../archive/addresses.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import type { MediaFile } from '../../archive/media.js'
import { formatTime } from '../../archive/time.js'
import { webAddress } from './webAddress.js'
import { format, language, role, size } from './labels.js'

/** A file to download, or one that is elsewhere. */
export interface FileRow {
  readonly label: string
  readonly name: string
  readonly url: string
  readonly meta: string
  readonly isRemote: boolean
}

/**
 * A talk's files, the organizer's originals first, then what we make of them.
 * @param content its words, from which the length of their plain text is guessed; null where they cannot be read
 */
export function filesOf(addresses: Addresses, talk: Talk, content: TalkContent | null): readonly FileRow[] {
  const originals = talk.files.flatMap((file) => fileRow(addresses, talk, file) ?? [])
  const spoken = talk.transcripts[0]
  const cues = content?.transcripts.find(({ id }) => id === spoken?.id)?.cues ?? []
  const length = cues.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0)
  const made = spoken
    ? [
        {
          label: 'Transcript as plain text',
          name: 'transcript.txt',
          url: addresses.talkFile(talk.id, 'transcript.txt'),
          meta: ['TXT', ...(length > 0 ? [`about ${size(length)}`] : [])].join(', '),
          isRemote: false,
        },
      ]
    : []
  return [...originals, ...made]
}

function fileRow(addresses: Addresses, talk: Talk, file: MediaFile): FileRow | null {
  const remote = webAddress(file.contentUrl)
  if (file.path === undefined && !remote) return null
  const label =
    file.role === 'attachment'
      ? [file.name]
      : [role(file.role), file.kind && `(${file.kind})`, file.inLanguage && language(file.inLanguage)]
  return {
    label: label.filter(Boolean).join(' '),
    name: file.name,
    url: remote ?? addresses.talkFile(talk.id, `files/${file.id}`),
    meta: [
      remote ? new URL(remote).host : format(file),
      file.duration !== undefined && formatTime(file.duration),
      file.height !== undefined && `${file.height}p`,
      file.bytes !== undefined && size(file.bytes),
    ]
      .filter(Boolean)
      .join(', '),
    isRemote: remote !== null,
  }
}
