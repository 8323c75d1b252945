import type { TranscriptHead } from '../../archive/event.js'
import type { MediaFile, MediaRole } from '../../archive/media.js'

/** Words for things, as the pages print them. The interface speaks English. */

const NUMBER = new Intl.NumberFormat('en-GB')
const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const LANGUAGES = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' })

/** `1 talk`, `2 talks`, `no talks`. */
export function count(n: number, one: string, many = `${one}s`): string {
  if (n === 0) return `no ${many}`
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`
}

/** With thousands separated: `284,000`. */
export function number(n: number): string {
  return NUMBER.format(n)
}

/** `A`, `A and B`, `A, B and C`. */
export function list(names: readonly string[]): string {
  return LIST.format(names)
}

/** A size for people, from bytes, in decimal units: `912 B`, `41 kB`, `8.1 MB`. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}

/** The English name of a BCP 47 tag; the tag itself when it has none. */
export function language(tag: string): string {
  if (tag === 'und') return 'Language not stated'
  try {
    return LANGUAGES.of(tag) ?? tag
  } catch {
    return tag
  }
}

const KINDS: Readonly<Record<string, string>> = {
  auto: 'automatic',
  notes: 'speaker notes',
  audiodescription: 'audio description',
  sdh: 'for the deaf and hard of hearing',
  forced: 'foreign passages only',
}

/** A transcript among others of its talk: `English`, `English, automatic`. */
export function transcriptName({ inLanguage, kind }: Pick<TranscriptHead, 'inLanguage' | 'kind'>): string {
  if (kind === undefined) return language(inLanguage)
  return `${language(inLanguage)}, ${Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? kind) : kind}`
}

const ROLES: Readonly<Record<MediaRole, string>> = {
  video: 'Video',
  audio: 'Audio',
  slides: 'Slides',
  transcript: 'Transcript',
  poster: 'Poster',
  attachment: 'Attachment',
}

/** `Video`, `Slides`, … */
export function role(of: MediaRole): string {
  return ROLES[of]
}

/** The short name of a file's format, from its name, else its media type: `PDF`, `MP4`. */
export function format(file: Pick<MediaFile, 'name' | 'mediaType'>): string {
  const suffix = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]
  return (suffix ?? file.mediaType.split('/').at(-1) ?? '').toUpperCase()
}

/** The letters shown for a person without a picture: of the first and last name. */
export function monogram(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}]/u.test(word))
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1)
  return picked.map((word) => firstLetter(word ?? '')).join('')
}

/** `1 h 38 min` from seconds is `formatLength`; this is the clock of a whole: `hours recorded`. */
export function hours(seconds: number): { readonly value: string; readonly unit: string } {
  if (seconds < 3600) {
    const minutes = Math.round(seconds / 60)
    return { value: number(minutes), unit: minutes === 1 ? 'minute recorded' : 'minutes recorded' }
  }
  const whole = Math.round(seconds / 3600)
  return { value: number(whole), unit: whole === 1 ? 'hour recorded' : 'hours recorded' }
}

/** The first letter of a name as a capital, with what combines with it; empty for an empty name. */
export function firstLetter(name: string): string {
  // Segmenting costs a hundred times as much, and nothing combines with a letter before another of these.
  if (/^[A-Za-z][\x20-\x7e]/.test(name)) return name.charAt(0).toUpperCase()
  const first = LETTERS.segment(name.trim())[Symbol.iterator]().next()
  return first.done ? '' : first.value.segment.toLocaleUpperCase('en')
}
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' })

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

/** How a language is written, by the script it most likely uses (CLDR likely subtags). */
export function direction(tag: string): 'ltr' | 'rtl' {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}
