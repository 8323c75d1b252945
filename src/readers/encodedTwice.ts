import type { ProblemLog } from './problemLog.js'
import { cp1252Byte } from './cp1252.js'

/** Characters beyond ASCII that stand together. */
const RUN = /[^\0-\x7f]+/g
/** Letters that no language of talks has, but that a capital before a quotation mark would give: `É’` would be `ɒ`. */
const UNLIKELY = /[\u0080-\u009f\u0180-\u02ff]/
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** From this many places on, and this share, letters of a text are wrong and not quoted. */
const PLACES = 2
const SHARE = 0.5

/**
 * A text without the marks of UTF-8 that was taken for Windows-1252 and encoded once more (`Ã¼` for `ü`). It is mended
 * only where every character beyond ASCII is such a mark; where some are not, the text stays, and it is reported.
 */
export function withoutSecondEncoding(text: string, log: ProblemLog): string {
  const runs = text.match(RUN)
  if (!runs) return text
  const meant = new Map([...new Set(runs)].map((run) => [run, meantBy(run)]))
  const wrong = runs.filter((run) => typeof meant.get(run) === 'string')
  const [example] = wrong
  if (example === undefined) return text
  const shown = `${example.slice(0, 6)} for ${(meant.get(example) ?? '').slice(0, 3)}`
  if (wrong.length === runs.length) {
    log.add('warning', 'text-encoded-twice', `letters were encoded twice (${shown}); they were put right`, {
      hint: 'save the file as UTF-8 from its source',
    })
    return text.replace(RUN, (run) => meant.get(run) ?? run).replace(/^\ufeff/, '')
  }
  if (wrong.length >= PLACES && wrong.length >= runs.length * SHARE)
    log.add(
      'warning',
      'text-encoded-twice',
      `${wrong.length} place(s) look as if they were encoded twice (${shown}), and are shown as they are`,
      { hint: 'save the file as UTF-8 from its source' },
    )
  return text
}

/** What a run of characters was before its bytes were taken for Windows-1252; null when it is what it says. */
function meantBy(run: string): string | null {
  const bytes = Array.from(run, cp1252Byte)
  if (bytes.length < 2 || bytes.includes(-1)) return null
  try {
    const meant = UTF8.decode(Uint8Array.from(bytes))
    return UNLIKELY.test(meant) ? null : meant
  } catch {
    return null
  }
}
