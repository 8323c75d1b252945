import type { Sendfile } from '../settings.js'
import type { StoredFile } from './storedFile.js'

/**
 * The header that makes the server in front send a checked file, with ranges and conditions of its own; null where
 * none is set up. Names are percent-encoded, as nginx and Apache's mod_xsendfile decode them.
 */
export function handOver(sendfile: Sendfile | undefined, file: StoredFile): Record<string, string> | null {
  if (!sendfile) return null
  if (sendfile.kind === 'x-sendfile') return { 'X-Sendfile': encoded(file.realPath) }
  return { 'X-Accel-Redirect': sendfile.prefix + encoded(file.inside) }
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
