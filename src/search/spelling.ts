import { analyze } from './analyzer.js'
import { exactWord, type SearchEngine } from './engine.js'
import { baseLanguage } from './languages.js'

/**
 * A word of the index as people write it, in lower case: `rüstung` for `rustung`. Where everything is in English, words are
 * written as they are indexed.
 */
export function spellingOf(term: string, engine: SearchEngine): string {
  if (engine.passages.languages.every((language) => ['', 'en'].includes(baseLanguage(language)))) return term
  const { units } = engine.find({
    words: [exactWord(term)],
    phrases: [],
    without: [],
    minor: [],
    deadline: Infinity,
  })
  const [unit] = units
  if (unit === undefined) return term
  const { text } = engine.passages.read(unit)
  const written = analyze(text).find((one) => one.term === term && !one.weak)
  return written ? text.slice(written.start, written.end).toLowerCase() : term
}
