/** What queries are like. `phrase` lies inside a passage, `across` begins in one and ends in the next. */
export const KINDS = [
  'common',
  'rare',
  'topical',
  'prefix',
  'typo',
  'phrase',
  'across',
  'stop words',
  'filtered',
  'without',
  'by date',
  'tenth page',
] as const
export type Kind = (typeof KINDS)[number]

/** Filters that name one value. */
export type FilterName = 'event' | 'year' | 'speaker' | 'in'

/** One query, in a form that every engine can be asked in its own way. */
export interface BenchQuery {
  readonly kind: Kind
  readonly words: readonly string[]
  /** The last word may go on. */
  readonly prefix: boolean
  /** One word is misspelt. */
  readonly typo: boolean
  /** The words stand together. */
  readonly phrase: boolean
  readonly without?: string
  readonly filter?: { readonly name: FilterName; readonly value: string }
  readonly byDate: boolean
  readonly offset: number
}

/** The query as a person types it: a finished word is followed by a space. */
export function typed({ words, prefix, phrase, without }: BenchQuery): string {
  const text = phrase ? `"${words.join(' ')}"` : words.join(' ')
  return text + (without === undefined ? '' : ` -${without}`) + (prefix ? '' : ' ')
}
