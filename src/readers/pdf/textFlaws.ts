/** What is wrong with a text that came out of a PDF: there is none, letters stand for others, or ligatures are gone. */
export type TextFlaw = 'no-text' | 'garbled' | 'letters-missing'

/** Words that every text in some of the common languages has many of. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'the of and to in is for that with on are this be as it or by we from at can not have ' +
    'der die und das ist ein eine nicht mit von den zu für im auf des dem ' +
    'la le les et un une en est pour que dans du sur qui pas par el los del se por con una para las di il che per non si'
  ).split(' '),
)
/** A font without names for its letters gives their numbers in it: mostly 29 before ASCII in TrueType, 31 in others. */
const SHIFTS: readonly number[] = [29, 31, 28, 30]
/** So many different common words must appear before a shift is believed. */
const MIN_COMMON = 3
/** More words of a text are not tried. */
const MAX_TRIED = 2000
/** Of the characters that mean nothing outside their font. */
const MAX_PRIVATE_SHARE = 0.3

/**
 * What English words look like when their ligatures are gone, leaving a gap or none. Chosen so that no good word is
 * among them.
 */
const BROKEN_WORDS =
  /\b(?:de ?nition|speci ?(?:c|ed)\b|e ?cien(?:cy|t)|di ?eren(?:ce|t)|signi ?can|con ?gur[ae]|con ?dence|in ?nite\b|bene ?ts?\b|classi ?er\b|classi ?cation|identi ?er\b|veri ?(?:ed\b|cation)|modi ?ed\b|work ?ow\b|su ?cient|di ?cult\b|simpli ?ed\b|arti ?cial|ampli ?er\b|scienti ?c\b|re ?ection|certi ?cate)/giu
const MIN_BROKEN = 2

/**
 * The flaw of each page's text; null for pages that are fine. Pages without text are flawed only where the whole deck
 * has less than a letter a page: some pages of every deck are pictures.
 */
export function textFlaws(pages: readonly string[]): readonly (TextFlaw | null)[] {
  if (countLetters(pages.join('')) <= pages.length) return pages.map(() => 'no-text')
  const whole = pages.join('\n')
  const isAllGarbled = isGarbled(whole)
  const isAnyBroken = brokenWords(whole).size >= MIN_BROKEN
  return pages.map((text) => {
    if ((isAllGarbled && /\S/.test(text)) || isGarbled(text)) return 'garbled'
    return isAnyBroken && brokenWords(text).size > 0 ? 'letters-missing' : null
  })
}

/** Whether letters stand for other letters, or for nothing. */
export function isGarbled(text: string): boolean {
  const letters = text.replace(/\s/g, '')
  const strange = text.match(/[\p{Co}\ufffd]/gu)?.length ?? 0
  if (letters.length >= 10 && strange > letters.length * MAX_PRIVATE_SHARE) return true
  const words = text
    .split(/\s+/, MAX_TRIED)
    .filter((word) => word.length > 1 && word.length < 7)
    .map((word) => word.toLowerCase())
  const common = words.filter((word) => COMMON_WORDS.has(word)).length
  return SHIFTS.some((shift) => {
    const shifted = text
      .split(/\s+/, MAX_TRIED)
      .filter((word) => word.length > 2 && word.length < 7)
      .map((word) => shiftedBy(word, shift))
      .filter((word) => COMMON_WORDS.has(word))
    return new Set(shifted).size >= MIN_COMMON && shifted.length > 4 * common
  })
}

function shiftedBy(word: string, shift: number): string {
  const letters = Array.from({ length: word.length }, (_, i) => word.charCodeAt(i) + shift)
  return String.fromCharCode(...letters).toLowerCase()
}

function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function brokenWords(text: string): ReadonlySet<string> {
  return new Set((text.match(BROKEN_WORDS) ?? []).map((word) => word.toLowerCase()))
}
