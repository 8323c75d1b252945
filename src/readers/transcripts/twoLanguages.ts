import { guessLanguage, languageShares } from './guessLanguage.js'
import { rowsOf, type CueMarkup, type TimedBlock } from './timedBlock.js'

/** Blocks of two languages, apart. */
export interface TwoLanguages {
  /** What stands above. */
  readonly first: readonly TimedBlock[]
  readonly second: readonly TimedBlock[]
}

/** Cues that must have a line in each language, and the share of all cues that they must be. */
const FEWEST = 4
const MOST = 0.4
/** The share of them that must be alike. */
const ALIKE = 0.8

/** Of each language, before lines of one script are parted by it. Characters. */
const ENOUGH = 400
/** The share of one language's lines that may be taken for the other's. */
const MIXED = 0.1

const OTHER_LETTER = /[\p{L}\p{N}]/gu
const NOT_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Armenian}\p{Script=Georgian}]/gu
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu

/**
 * Parts captions that hold a translation on alternating lines, or as a second cue of the same time: lines in Latin
 * letters from lines in others, else upper from lower lines where their languages are surely two. Null for other files.
 */
export function partLanguages(given: readonly TimedBlock[], markup: CueMarkup): TwoLanguages | null {
  const blocks = withTwins(given)
  const rows = blocks.map((block) => rowsOf(block, markup))
  const paired = rows.filter((list) => list.length >= 2)
  if (paired.length < FEWEST || paired.length < rows.length * MOST) return null
  const sidesOf = byScript(paired) ?? byLanguage(paired)
  if (!sidesOf) return null
  const [first, second]: [TimedBlock[], TimedBlock[]] = [[], []]
  blocks.forEach((block, i) => {
    const list = rows[i] ?? []
    const sides = sidesOf(list)
    const take = (side: 0 | 1): string =>
      list.flatMap((row, place) => (sides[place] === side ? [row.raw] : [])).join('\n')
    // A cue without words stays where it can be reported.
    if (take(0) !== '' || list.length === 0) first.push({ ...block, text: take(0) })
    if (take(1) !== '') second.push({ ...block, text: take(1) })
  })
  return { first, second }
}

/** The language that each row of a cue belongs to. */
type SidesOf = (rows: Rows) => readonly (0 | 1)[]

const byPlace: SidesOf = (rows) => rows.map((_, place) => (place < rows.length / 2 ? 0 : 1))

type Rows = readonly { readonly plain: string }[]

function byScript(paired: readonly Rows[]): SidesOf | null {
  const alike = (above: boolean): number =>
    paired.filter((list) => {
      const half = Math.ceil(list.length / 2)
      const [upper, lower] = [list.slice(0, half), list.slice(half)].map((part) =>
        foreignShare(part.map((row) => row.plain).join(' ')),
      )
      const [foreign, latin] = above ? [upper, lower] : [lower, upper]
      return (foreign ?? 0) > 0.3 && (latin ?? 1) < 0.3
    }).length
  const isAbove = alike(true) >= alike(false)
  if (alike(isAbove) < paired.length * ALIKE) return null
  return (rows) => {
    const shares = rows.map((row) => foreignShare(row.plain))
    // Where a name in Latin letters stands on both lines, or no letter at all, the place decides.
    if (rows.length > 1 && shares.every((share) => (share ?? 0) <= 0.2)) return byPlace(rows)
    return shares.map((share, place) => {
      if (share === null) return place < rows.length / 2 ? 0 : 1
      return share > 0.2 === isAbove ? 0 : 1
    })
  }
}

function byLanguage(paired: readonly Rows[]): SidesOf | null {
  const twos = paired.filter((list) => list.length === 2)
  if (twos.length < paired.length * ALIKE) return null
  const [upper, lower] = [0, 1].map((place) =>
    twos
      .slice(0, 400)
      .map((list) => list[place]?.plain ?? '')
      .join(' '),
  )
  if (upper === undefined || lower === undefined || Math.min(upper.length, lower.length) < ENOUGH) return null
  const [above, below] = [guessLanguage(upper), guessLanguage(lower)]
  if (above === null || below === null || above === below) return null
  // Lines of one language are taken for two near ones at times, but then on both sides.
  const isMixed =
    (languageShares(upper).get(below) ?? 0) > MIXED || (languageShares(lower).get(above) ?? 0) > MIXED
  return isMixed ? null : byPlace
}

/** The share of letters that are not Latin; a sign of a dense script counts as three letters. Null without letters. */
function foreignShare(text: string): number | null {
  const letters = text.match(OTHER_LETTER)?.length ?? 0
  if (letters === 0) return null
  const dense = text.match(DENSE)?.length ?? 0
  return (3 * dense + (text.match(NOT_LATIN)?.length ?? 0)) / (letters + 2 * dense)
}

/** Cues of one time made into one, where most come in twos: some tools write a translation that way. */
function withTwins(blocks: readonly TimedBlock[]): readonly TimedBlock[] {
  const byTime = new Map<string, TimedBlock[]>()
  for (const block of blocks) {
    const key = `${block.start} ${block.end}`
    const twins = byTime.get(key)
    if (twins) twins.push(block)
    else byTime.set(key, [block])
  }
  const groups = [...byTime.values()]
  const twos = groups.filter((twins) => twins.length === 2).length
  if (twos < FEWEST || twos < groups.length * MOST || groups.some((twins) => twins.length > 2)) return blocks
  return groups.flatMap(([first, second]) =>
    first ? [second ? { ...first, text: `${first.text}\n${second.text}` } : first] : [],
  )
}
