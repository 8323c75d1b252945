/** What a file's name says beyond its kind: `captions.de.auto.srt` is German and made by a machine. */
export interface NameParts {
  /** The name before its first dot, lower case. */
  readonly stem: string
  /** BCP 47, from a part such as `.en.` or `.pt-BR.`. */
  readonly inLanguage?: string
  /** `auto`, `sdh`, `forced`, `screen`, … from another part, or from a stem that says so. */
  readonly kind?: string
}

const KINDS = new Set([
  'auto',
  'sdh',
  'forced',
  'screen',
  'camera',
  'speaker',
  'room',
  'corrected',
  'chat',
  'audiodescription',
])
/** Other names for captions that also tell what is heard, for people who are deaf or hard of hearing. */
const SDH = new Set(['cc', 'hi'])
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/**
 * Reads a file's name: `stem[.part…].suffix`. Parts that mean nothing here are passed over. `hi` is Hindi; it means
 * "hearing impaired" beside the language that the captions are in, as in `captions.en.hi.srt`.
 */
export function partsOfName(name: string): NameParts {
  const parts = name.split('.')
  const stem = (parts[0] ?? '').toLowerCase()
  const middle = parts.slice(1, -1).map((part) => part.toLowerCase())
  const languages = middle.flatMap((part) => asLanguage(part) ?? [])
  const inLanguage = languages.find((tag) => tag !== 'hi') ?? languages[0]
  const hindi = inLanguage === 'hi' ? middle.findIndex((part) => asLanguage(part) === 'hi') : -1
  const marks = middle.filter((_, i) => i !== hindi)
  const named = [...marks, stem].find((part) => KINDS.has(part))
  const kind = named ?? (marks.some((part) => SDH.has(part)) ? 'sdh' : undefined)
  return {
    stem,
    ...(inLanguage === undefined ? {} : { inLanguage }),
    ...(kind === undefined ? {} : { kind }),
  }
}

/** Only tags whose language has a name: `v2`, `old` and `raw2` are no languages; `sdh` is one, but nobody means it. */
function asLanguage(part: string): string | null {
  if (KINDS.has(part) || !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(part)) return null
  const known = knownLanguages.get(part)
  if (known !== undefined) return known
  const language = languageNamed(part)
  knownLanguages.set(part, language)
  return language
}

/** To ask for a language takes long, and most files are named alike. */
const knownLanguages = new Map<string, string | null>()

function languageNamed(part: string): string | null {
  try {
    const tag = Intl.getCanonicalLocales(part)[0]
    return tag !== undefined && languageNames.of(tag) !== undefined ? tag : null
  } catch {
    return null
  }
}
