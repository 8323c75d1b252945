import { posix } from 'node:path'
import type { MediaFile } from '../archive/media.js'

/**
 * What a visitor's copy of a file is called: the organizer's name for it, with the suffix of the file itself, since
 * `event.yaml` may name a file "Slides as shown".
 * @param path of the file, forward slashes
 */
export function downloadName({ name }: Pick<MediaFile, 'name'>, path: string): string {
  const suffix = posix.extname(path)
  const plain = name.replace(/[\p{Cc}/\\]+/gu, ' ').trim() || posix.basename(path, suffix)
  return plain.toLowerCase().endsWith(suffix.toLowerCase()) ? plain : plain + suffix
}

/**
 * The header that says whether a file is shown or kept, and under which name (RFC 6266): in ASCII for everyone, and in
 * full (RFC 8187) where that is not the name itself.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  // Some browsers decode percent signs in the plain form.
  const ascii = name.replace(/[^\x20-\x7e]|%/gu, '_')
  const plain = `${kind}; filename="${ascii.replace(/["\\]/g, '\\$&')}"`
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${extended(name)}`
}

function extended(name: string): string {
  const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd')).replace(/['()*]/g, percent)
}
