import type { Addresses } from '../../archive/addresses.js'
import type { Talk } from '../../archive/event.js'
import type { MediaFile } from '../../archive/media.js'
import { formatTime } from '../../archive/time.js'
import { webAddress } from './frame.js'
import { format, language, role, size } from './labels.js'

/** A file to download, or one that is elsewhere. */
export interface FileRow {
  readonly label: string
  readonly name: string
  readonly url: string
  readonly meta: string
  readonly isRemote: boolean
}

/** A talk's files, the organizer's originals first, then what we make of them. */
export function filesOf(addresses: Addresses, talk: Talk): readonly FileRow[] {
  const originals = talk.files.flatMap((file) => fileRow(addresses, talk, file) ?? [])
  const spoken = talk.transcripts[0]
  const made = spoken
    ? [
        {
          label: 'Transcript as plain text',
          name: 'transcript.txt',
          url: addresses.talkFile(talk.id, 'transcript.txt'),
          meta: 'TXT',
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
