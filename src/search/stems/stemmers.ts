import { baseLanguage } from '../languages.js'
import { endingStemmer, type Stemmer } from './endings.js'
import { english } from './english.js'
import { ENDINGS } from './languages.js'

const made = new Map<string, Stemmer>()

/** The stemmers for texts in some languages (BCP 47), each once; English is always among them. */
export function stemmersFor(languages: Iterable<string>): readonly Stemmer[] {
  const bases = new Set([...languages].map(baseLanguage))
  return [english, ...new Set([...bases].flatMap((base) => stemmerFor(base) ?? []))]
}

function stemmerFor(base: string): Stemmer | undefined {
  const known = made.get(base)
  if (known || !Object.hasOwn(ENDINGS, base)) return known
  const endings = ENDINGS[base]
  const stemmer = endings && endingStemmer(base, endings)
  if (stemmer) made.set(base, stemmer)
  return stemmer
}
