import { MOMENT_KINDS, type MomentKind } from '../archive/moment.js'

/** What a talk can have, as `has:` and the facet name it. */
const HAS_VALUES = ['video', 'audio', 'slides', 'transcript', 'faq'] as const
export type HasValue = (typeof HAS_VALUES)[number]

/** Kinds as people write them, beside the kinds' own names and their plurals. */
const KIND_WORDS: Readonly<Record<string, readonly MomentKind[]>> = {
  said: ['speech'],
  spoken: ['speech'],
  transcript: ['speech'],
  shown: ['slide'],
  deck: ['slide'],
  description: ['abstract', 'event'],
  person: ['speaker'],
  question: ['faq'],
  answer: ['faq'],
  written: ['title', 'abstract', 'speaker', 'faq', 'event'],
}

const HAS_WORDS: Readonly<Record<string, HasValue>> = {
  deck: 'slides',
  slide: 'slides',
  caption: 'transcript',
  subtitle: 'transcript',
  question: 'faq',
}

/** The kinds meant by a word like `said`, `slides` or `FAQ`; none when it means nothing here. */
export function kindsNamed(word: string): readonly MomentKind[] {
  const name = word.trim().toLowerCase()
  for (const candidate of [name, name.replace(/s$/, '')]) {
    const kind = MOMENT_KINDS.find((known) => known === candidate)
    if (kind) return [kind]
    if (Object.hasOwn(KIND_WORDS, candidate)) return KIND_WORDS[candidate] ?? []
  }
  return []
}

/** The asset meant by a word like `video` or `captions`, or null. */
export function assetNamed(word: string): HasValue | null {
  const name = word.trim().toLowerCase()
  for (const candidate of [name, `${name}s`, name.replace(/s$/, '')]) {
    const asset = HAS_VALUES.find((known) => known === candidate)
    if (asset) return asset
    if (Object.hasOwn(HAS_WORDS, candidate)) return HAS_WORDS[candidate] ?? null
  }
  return null
}
