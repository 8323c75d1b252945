/**
 * The stemmer of a language, over words as the analyzer writes them. Light: endings of number, case, gender and tense
 * go, so that a word meets its other forms; what makes another word of it stays.
 */
export interface Stemmer {
  /** The only language whose words have these forms; null where words of any language may. */
  readonly language: string | null
  /** What the forms of a word share; undefined for a word of other letters, or too short to have forms. */
  stem(word: string): string | undefined
  /** What words begin with that have a stem, so that they can be looked up in order. */
  beginnings(stem: string): readonly string[]
  /** A form is at most so much longer than its stem, in characters. */
  readonly longest: number
}

/** What is cut from words: see `endingStemmer`. */
export interface Endings {
  /** Letters a word must be of. */
  readonly letters: RegExp
  /**
   * What is cut, one after the other; of lists in one step, only the first that has something to cut. Cut is the longest
   * ending that leaves so many letters; `x>y` puts a `y` in its place.
   */
  readonly steps: readonly (readonly (readonly [leaves: number, endings: string])[])[]
  /** Cut before the endings: the longest that leaves so many letters. */
  readonly prefixes?: readonly [leaves: number, prefixes: string]
  /** The last change, for languages that spell a stem by what follows it: its last letters, but for the first two. */
  readonly tidy?: (stem: string) => string
}

interface Cut {
  readonly leaves: number
  readonly longest: number
  readonly endings: ReadonlyMap<string, string>
}

/** A stemmer that cuts endings listed. */
export function endingStemmer(language: string, { letters, steps, prefixes, tidy }: Endings): Stemmer {
  const cuts = steps.map((step) => step.map(([leaves, endings]) => cutOf(leaves, endings)))
  const least = Math.min(...cuts.flat().map(({ leaves }) => leaves))
  const [leaves = 0, listed = ''] = prefixes ?? []
  const starts = listed
    .split(' ')
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
  const changed = Math.max(tidy ? 1 : 0, ...cuts.flat().map(lettersChanged))
  return {
    language,
    stem: (word) => {
      if (!letters.test(word)) return undefined
      const start = starts.find((one) => word.startsWith(one) && word.length - one.length >= leaves) ?? ''
      const rest = cuts.reduce(cutEnding, word.slice(start.length))
      const stem = tidy ? tidy(rest) : rest
      return stem.length < least ? undefined : stem
    },
    beginnings: (stem) => ['', ...starts].map((start) => start + stem.slice(0, stem.length - changed)),
    longest:
      (starts[0]?.length ?? 0) +
      cuts.reduce((sum, step) => sum + Math.max(...step.map(({ longest }) => longest)), 0),
  }
}

function cutOf(leaves: number, listed: string): Cut {
  const endings = new Map(
    listed.split(/\s+/).map((one) => {
      const [ending = '', instead = ''] = one.split('>')
      return [ending, instead] as const
    }),
  )
  return { leaves, endings, longest: Math.max(...[...endings.keys()].map(({ length }) => length)) }
}

/** How many of a stem's last letters may not be those its forms are written with. */
function lettersChanged({ endings }: Cut): number {
  const changes = [...endings].map(([ending, instead]) => {
    let same = 0
    while (same < instead.length && ending[same] === instead[same]) same += 1
    return instead.length - same
  })
  return Math.max(...changes)
}

function cutEnding(word: string, step: readonly Cut[]): string {
  for (const { leaves, endings, longest } of step) {
    for (let size = Math.min(longest, word.length - 1); size > 0; size -= 1) {
      const instead = endings.get(word.slice(-size))
      if (instead !== undefined && word.length - size + instead.length >= leaves)
        return word.slice(0, -size) + instead
    }
  }
  return word
}
