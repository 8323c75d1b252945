import { linesOf } from './plainWords.js'
import type { ProblemLog } from './problemLog.js'

/**
 * Control characters that no text has. Zeros may fill a text up, and those from U+0080 on come of UTF-8 that was encoded
 * twice.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g

/** From this many and this share on, a file is no text. */
const MANY = 8
const SHARE = 0.03
/** The share in a line that is no text, when it has two, and when it has one. */
const SHARE_OF_LINE = 0.03
const SHARE_OF_SHORT_LINE = 0.1

/** Reports a file that is binary data and no text; false when it is text. */
export function isNoise(text: string, expected: string, log: ProblemLog): boolean {
  const controls = countControls(text)
  if (controls < MANY || controls < text.length * SHARE) return false
  log.add('error', 'file-is-something-else', `this should be ${expected}, but it is no text`, {
    hint: 'open it by hand to see what it is',
  })
  return true
}

/** A text whose lines of binary data are empty, which is reported: pieces of other files end up in damaged ones. */
export function withoutNoise(text: string, log: ProblemLog): string {
  if (countControls(text) === 0) return text
  return linesOf(text)
    .map((line, i) => {
      const controls = countControls(line)
      const least = controls > 1 ? SHARE_OF_LINE : SHARE_OF_SHORT_LINE
      if (controls === 0 || controls < line.length * least) return line
      log.add('warning', 'text-noise', 'this line was left out: it is no text', {
        line: i + 1,
        hint: 'was the file damaged? Copy or export it again',
      })
      return ''
    })
    .join('\n')
}

function countControls(text: string): number {
  return text.match(CONTROL)?.length ?? 0
}
