/** The language of a BCP 47 tag without region or script: `pt` of `pt-BR`. */
export function baseLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag
}

// Made when the first name is wanted: it takes as long as many a search, and an ingest wants none.
let languageNames: Intl.DisplayNames | undefined

/** For people; a tag that is no tag is shown as it came. */
export function languageName(tag: string): string {
  languageNames ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })
  try {
    return languageNames.of(tag) ?? tag
  } catch {
    return tag
  }
}
