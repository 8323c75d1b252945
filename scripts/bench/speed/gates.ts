import { readEverything, type Truth } from './bruteForce.js'
import type { Corpus } from './corpus.js'
import { type BenchQuery, type Kind, KINDS, typed } from './kinds.js'
import type { Found, ScoredPassage } from './peer.js'
import type { Column } from './timing.js'
import { wordsOf } from './queries.js'

/** What was found wrong, in words; and how well the base scores agree. */
export interface Checked {
  readonly faults: readonly string[]
  readonly counted: number
  /** Share of the best twenty passages that `lectern` and `minisearch` agree on, ties aside; null without both. */
  readonly overlap: number | null
  /** Share of misspelt queries that found something, by column. */
  readonly typosFound: ReadonlyMap<string, number>
}

/** Queries of each kind whose totals are counted by reading everything. */
const COUNTED = 20
const COUNTED_KINDS: readonly Kind[] = ['rare', 'phrase', 'across', 'filtered', 'without']
const OVERLAP_KINDS: readonly Kind[] = ['common', 'rare', 'topical']
/** A misspelt word may have no neighbour that an engine's rules reach. */
const TYPOS_FOUND = 0.9
/** Passages below which an engine may take a word for a typo. */
const MAY_BE_TYPO = 3

/** Asks everything once and compares with what is known. Only then does timing mean something. */
export async function checkAnswers(
  corpus: Corpus,
  queries: ReadonlyMap<Kind, readonly BenchQuery[]>,
  columns: readonly Column[],
): Promise<Checked> {
  const sample = COUNTED_KINDS.flatMap((kind) => (queries.get(kind) ?? []).slice(0, COUNTED))
  const truths = new Map(readEverything(corpus, sample).map((truth, index) => [sample[index], truth]))
  const faults: string[] = []
  const typosFound = new Map<string, number>()
  for (const column of columns) {
    for (const kind of KINDS) {
      if (column.peer.ready.shapes[column.shape]?.includes(kind) !== true) continue
      const asked = queries.get(kind) ?? []
      const found = await column.peer.ask<'answers'>({ type: 'answers', shape: column.shape, kind })
      if (kind === 'typo') {
        const share = found.filter(({ results }) => results > 0).length / asked.length
        typosFound.set(column.label, share)
        if (column.shape === 'whole answer' && share < TYPOS_FOUND)
          faults.push(`${column.label}: only ${Math.round(share * 100)} % of typos find anything`)
        continue
      }
      asked.forEach((query, index) => {
        const fault = faultOf(query, found[index], truths.get(query), column)
        if (fault) faults.push(`${column.label}, ${kind}: ${typed(query)}: ${fault}`)
      })
    }
  }
  return { faults, counted: sample.length, overlap: await overlap(queries, columns), typosFound }
}

function faultOf(
  query: BenchQuery,
  found: Found | undefined,
  truth: Truth | undefined,
  { peer, shape }: Column,
): string | null {
  if (!found) return 'no answer'
  const any = found.total ?? found.results
  if (any === 0 && query.offset === 0) return 'found nothing'
  const ours = peer.name !== 'fts5'
  if (query.phrase && found.shown !== undefined && !holds(found.shown, query.words))
    return 'the phrase is not in the best moment'
  if (query.phrase && found.shown === undefined) return 'nothing is shown'
  if (shape !== 'whole answer' || !truth || found.total === null) return null
  const known = ours ? truth.inflected : truth.exact
  if (ours && !query.phrase && truth.scarcest < MAY_BE_TYPO) return null
  // FTS5 has the words of a passage only: phrases from one into the next are not for it to find.
  const wrong = ours || !query.phrase ? found.total !== known : found.total > known
  return wrong ? `${found.total} results where reading everything finds ${known}` : null
}

function holds(text: string, words: readonly string[]): boolean {
  return ` ${wordsOf({ text }).join(' ')} `.includes(` ${words.join(' ')} `)
}

async function overlap(
  queries: ReadonlyMap<Kind, readonly BenchQuery[]>,
  columns: readonly Column[],
): Promise<number | null> {
  const [ours, oracle] = ['lectern', 'minisearch'].map((name) =>
    columns.find(({ peer }) => peer.name === name),
  )
  if (!ours || !oracle) return null
  const words = OVERLAP_KINDS.flatMap((kind) => (queries.get(kind) ?? []).map((query) => query.words))
  const [mine, theirs] = await Promise.all(
    [ours, oracle].map(({ peer }) => peer.ask<'base'>({ type: 'base', words })),
  )
  const shares = words.flatMap((_, index) => shareOf(mine?.[index] ?? [], theirs?.[index] ?? []))
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** How much of the best twenty is in the other's, whose list goes on to the end of a tie. */
function shareOf(mine: readonly ScoredPassage[], theirs: readonly ScoredPassage[]): number[] {
  const known = new Set(theirs.map(({ id }) => id))
  const best = mine.slice(0, 20)
  const wanted = Math.min(20, theirs.length)
  if (wanted === 0 && best.length === 0) return []
  return [best.filter(({ id }) => known.has(id)).length / Math.max(wanted, best.length)]
}
