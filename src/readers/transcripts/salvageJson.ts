import type { Fields } from './jsonValues.js'
import { documentOf, isPiece } from './pieces.js'

/** No piece of a transcript is longer, characters. */
const LONGEST = 200_000
/** How often a text may be gone over before the rest is given up. */
const PASSES = 8

/** The whole pieces in a JSON text that is broken somewhere, as a document; null when there is none. */
export function salvageJson(text: string): unknown {
  const pieces: Fields[] = []
  let budget = text.length * PASSES + LONGEST
  for (let at = text.indexOf('{'); at >= 0 && budget > 0;) {
    const end = closingBrace(text, at)
    budget -= Math.abs(end) - at
    const piece = end > 0 ? pieceOf(text.slice(at, end)) : null
    if (piece) pieces.push(piece)
    // What lies inside a piece that is whole is not looked at again.
    at = text.indexOf('{', piece ? end : at + 1)
  }
  return documentOf(pieces)
}

/** The index after the brace that closes the one at `from`; where the search ended, negative, when there is none. */
function closingBrace(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST)
  let depth = 0
  let isString = false
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (isString) {
      if (code === 0x5c) at++
      else if (code === 0x22) isString = false
    } else if (code === 0x22) isString = true
    else if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0) return at + 1
  }
  return -limit
}

function pieceOf(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return isPiece(value) ? value : null
  } catch {
    return null
  }
}
