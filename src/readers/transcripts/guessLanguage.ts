import { franc } from 'franc'

/** What talks are given in, ISO 639-3: rarer languages would only be mistaken for these. */
const CANDIDATES = (
  'eng fra deu spa por ita nld swe dan nob nno fin pol ces slk hun ron bul hrv srp slv ell tur rus ukr bel est lav ' +
  'lit cat glg eus isl gle cym arb heb pes urd hin ben tam tel mar guj kan mal pan cmn jpn kor tha vie ind tgl swh afr'
).split(' ')

/** Measured on real transcripts: shorter pieces are guessed worse, longer ones leave too few to vote. Characters. */
const PIECE = 300
const MAX_PIECES = 20
/** The share of pieces that must agree. */
const SURE = 0.6
/** Less text is not guessed at: scripts without spaces say as much in a third of it. Characters. */
const MIN_LENGTH = 400
const MIN_LENGTH_DENSE = 120
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu

/** Scripts that one language of talks is written in: a line or two tells. Kana before Han, which Japanese has too. */
const SCRIPTS: readonly (readonly [letters: RegExp, share: number, tag: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.15, 'ja'],
  [/\p{Script=Hangul}/gu, 0.5, 'ko'],
  [/\p{Script=Han}/gu, 0.5, 'zh'],
  [/\p{Script=Thai}/gu, 0.5, 'th'],
  [/\p{Script=Greek}/gu, 0.5, 'el'],
  [/\p{Script=Georgian}/gu, 0.5, 'ka'],
  [/\p{Script=Armenian}/gu, 0.5, 'hy'],
]
/** Fewer letters may be a name or a formula. */
const FEWEST_LETTERS = 20

/**
 * The language of a text as BCP 47, by a vote of pieces spread over it; null when it is short or the pieces disagree.
 * Short texts are told by their script where it has one language. On the transcripts of our corpus it was never wrong when it was sure (docs/readers.md).
 */
export function guessLanguage(text: string): string | null {
  const dense = text.slice(0, PIECE * 4).match(DENSE)?.length ?? 0
  if (text.length < (dense > text.length / 3 ? MIN_LENGTH_DENSE : MIN_LENGTH)) return byScript(text)
  const [winner] = [...languageShares(text)].sort(([, a], [, b]) => b - a)
  return winner && winner[0] !== 'und' && winner[1] >= SURE ? winner[0] : null
}

function byScript(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < FEWEST_LETTERS) return null
  return SCRIPTS.find(([own, share]) => (text.match(own)?.length ?? 0) >= letters * share)?.[2] ?? null
}

/** The languages that pieces of a text are taken for, BCP 47, each with its share of the pieces. */
export function languageShares(text: string): ReadonlyMap<string, number> {
  const step = Math.max(PIECE, Math.floor(text.length / MAX_PIECES))
  const guesses: string[] = []
  for (let at = 0; at === 0 || at + PIECE / 2 <= text.length; at += step)
    guesses.push(franc(text.slice(at, at + PIECE), { only: CANDIDATES }))
  const shares = new Map<string, number>()
  for (const guess of guesses) {
    const tag = Intl.getCanonicalLocales(guess)[0] ?? guess
    shares.set(tag, (shares.get(tag) ?? 0) + 1 / guesses.length)
  }
  return shares
}
