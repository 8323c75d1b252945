import { createRandom } from '../torture/random.js'

/** How good ranked lists are, over all queries. All in [0, 1]. */
export interface Measures {
  /** The share of queries with a right moment first, and among the first five. */
  readonly s1: number
  readonly s5: number
  /** The mean of 1 / rank of the first right moment, 0 beyond the tenth. */
  readonly mrr10: number
}

/** What may be right and where it lies in its lecture, in seconds. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** When a moment counts as right, given the intervals in which what is sought was on screen. */
export const RULES = {
  /** It starts while that is on screen, or at most five seconds before. */
  start: ({ start }: Span, from: number, to: number): boolean => start >= from - 5 && start <= to,
  /** It shares some time with that. */
  overlap: ({ start, end }: Span, from: number, to: number): boolean => end > from && start < to,
} as const
export type Rule = keyof typeof RULES

/** The first rank, from 1, that is right by a rule; 0 when none of the first ten is. */
export function rankOf(
  rule: Rule,
  spans: readonly (Span & { readonly lecture: string })[],
  sought: { readonly lecture: string; readonly intervals: readonly (readonly [number, number])[] },
): number {
  const isRight = RULES[rule]
  return (
    1 +
    spans
      .slice(0, 10)
      .findIndex(
        (span) =>
          span.lecture === sought.lecture && sought.intervals.some(([from, to]) => isRight(span, from, to)),
      )
  )
}

/** @param ranks a rank from 1 for each query, 0 where nothing right was found */
export function measure(ranks: readonly number[]): Measures {
  const share = (within: number): number =>
    ranks.filter((rank) => rank > 0 && rank <= within).length / ranks.length
  return { s1: share(1), s5: share(5), mrr10: mean(ranks.map(reciprocal)) }
}

/** A difference of two means over the same queries, and how sure it is. */
export interface Difference {
  readonly mean: number
  /** The middle 95 % of the resampled means. */
  readonly low: number
  readonly high: number
  /** Two-sided: twice the share of resampled means on the rarer side of 0, or at it. */
  readonly p: number
}

/**
 * The difference in MRR@10 of two systems on the same queries, by the paired bootstrap: queries are drawn with
 * replacement, each with both its ranks (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993).
 */
export function compare(
  ours: readonly number[],
  theirs: readonly number[],
  { resamples = 10_000, seed = 'retrieval' } = {},
): Difference {
  const differences = ours.map((rank, query) => reciprocal(rank) - reciprocal(theirs[query] ?? 0))
  const random = createRandom(seed)
  const means = Array.from({ length: resamples }, () =>
    mean(differences.map(() => random.pick(differences))),
  ).sort((a, b) => a - b)
  const at = (share: number): number => means[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0
  const below = means.filter((each) => each <= 0).length
  const above = means.filter((each) => each >= 0).length
  return {
    mean: mean(differences),
    low: at(0.025),
    high: at(0.975),
    p: Math.min(1, (2 * (Math.min(below, above) + 1)) / (resamples + 1)),
  }
}

function reciprocal(rank: number): number {
  return rank > 0 && rank <= 10 ? 1 / rank : 0
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length
}
