/** What a file's name says beyond its kind: `captions.de.auto.srt` is German and made by a machine. */
export interface NameParts {
  /** The name before its first dot, lower case. */
  readonly stem: string
  /** BCP 47, from a part such as `.en.` or `.pt-BR.`. */
  readonly inLanguage?: string
  /** `auto`, `screen`, `camera`, … from another part, or from a stem that says so. */
  readonly kind?: string
}

const KINDS = new Set([
  'auto',
  'screen',
  'camera',
  'speaker',
  'room',
  'corrected',
  'chat',
  'audiodescription',
])
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Reads a file's name: `stem[.part…].suffix`. Parts that mean nothing here are passed over. */
export function partsOfName(name: string): NameParts {
  const parts = name.split('.')
  const stem = (parts[0] ?? '').toLowerCase()
  const middle = parts.slice(1, -1)
  const inLanguage = middle.map(asLanguage).find((tag) => tag !== null) ?? undefined
  const kind = [...middle.map((part) => part.toLowerCase()), stem].find((part) => KINDS.has(part))
  return {
    stem,
    ...(inLanguage === undefined ? {} : { inLanguage }),
    ...(kind === undefined ? {} : { kind }),
  }
}

/** Only tags whose language has a name: `v2`, `old` and `raw2` are no languages. */
function asLanguage(part: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(part)) return null
  try {
    const tag = Intl.getCanonicalLocales(part)[0]
    return tag !== undefined && languageNames.of(tag) !== undefined ? tag : null
  } catch {
    return null
  }
}
