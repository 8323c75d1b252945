import { guessLanguage } from './transcripts/guessLanguage.js'
import type { WideEncoding } from './unmarkedUnicode.js'

/** Encodings of one language or a few, by their names in the WHATWG Encoding standard. */
export type LegacyEncoding =
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1253'
  | 'windows-1254'
  | 'windows-1255'
  | 'windows-1256'
  | 'koi8-r'
  | 'shift_jis'
  | 'euc-jp'
  | 'gb18030'
  | 'big5'
  | 'euc-kr'

/** How a text looks that was decoded right: the share of letters beyond ASCII that are the language's most common. */
interface Candidate {
  readonly encoding: LegacyEncoding | WideEncoding
  readonly common: ReadonlySet<string>
  /** That share in ordinary text. */
  readonly usual: number
}

const HIRAGANA = 'のにはをたがでてとしれさいあもすかなこまっらりくるだけどよきうわんおやせじ'
const OLD: readonly Candidate[] = [
  candidate('windows-1251', 'оеаинтсрвл', 0.6),
  candidate('koi8-r', 'оеаинтсрвл', 0.6),
  candidate('windows-1253', 'αοιετσνηυρς', 0.6),
  candidate('windows-1255', 'יוהלארתבמש', 0.6),
  candidate('windows-1256', 'اليمونترب', 0.6),
  candidate('shift_jis', HIRAGANA, 0.5),
  candidate('euc-jp', HIRAGANA, 0.5),
  candidate('euc-kr', '이다는에의가을고하지사로은한기인도리자를서어아대', 0.35),
  candidate('gb18030', '的一是不了在有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会', 0.2),
  candidate('big5', '的一是不了在有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會', 0.2),
]

/** UTF-16 without a mark may hold no zero where its script has no spaces. */
const CANDIDATES: readonly Candidate[] = [
  ...OLD,
  ...OLD.flatMap((each) =>
    (['utf-16le', 'utf-16be'] as const).map((encoding): Candidate => ({ ...each, encoding })),
  ),
]

/** Latin letters with an alphabet of their own; all else in Latin letters fits Windows-1252. */
const LATIN: ReadonlyMap<string, LegacyEncoding> = new Map([
  ...['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'bs', 'sl'].map((tag) => [tag, 'windows-1250'] as const),
  ['tr', 'windows-1254'],
])

/** Enough to tell by, bytes and characters. */
const SAMPLE = 60_000
const BEYOND_ASCII = /[^\p{ASCII}\s]/gu
const TOGETHER = /[^\p{ASCII}\s](?=[^\p{ASCII}\s])|(?<=[^\p{ASCII}\s])[^\p{ASCII}\s]/gu
/** The share of the usual that must be reached, and of letters beyond ASCII that must stand together, as words do. */
const SURE = 0.6
const WORDS = 0.5
/** The share of places that may not be of the encoding. */
const DAMAGE = 0.02

/** The encoding of a text that is no UTF-8: that in which its words look most like words; else Windows-1252. */
export function legacyEncoding(bytes: Uint8Array): LegacyEncoding | WideEncoding {
  const sample = bytes.subarray(0, SAMPLE)
  const scored = CANDIDATES.map((each) => ({ encoding: each.encoding, score: likeness(sample, each) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  if (best.score >= SURE) return best.encoding
  // Most letters are ASCII here, which is enough to know the language by.
  const language = guessLanguage(new TextDecoder('windows-1252').decode(sample))
  return LATIN.get(language ?? '') ?? 'windows-1252'
}

function likeness(sample: Uint8Array, { encoding, common, usual }: Candidate): number {
  const text = new TextDecoder(encoding).decode(sample)
  const letters = text.match(BEYOND_ASCII) ?? []
  const damaged = letters.filter((letter) => letter === '\ufffd').length
  const together = text.match(TOGETHER)?.length ?? 0
  if (letters.length === 0 || damaged > letters.length * DAMAGE + 1 || together < letters.length * WORDS)
    return 0
  return letters.filter((letter) => common.has(letter)).length / letters.length / usual
}

function candidate(encoding: LegacyEncoding, common: string, usual: number): Candidate {
  return { encoding, common: new Set(common), usual }
}
