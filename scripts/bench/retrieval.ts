/**
 * Whether what a lecture's slide is titled finds the place where it is spoken of: speech only, the best ten moments of
 * all lectures together, beside plain BM25 over windows of fixed length in the same run.
 *
 *     npm run bench:retrieval [-- --misses] [--write]    the queries that were not answered first; docs/benchmarks.md
 */
import { parseSearchRequest } from '../../src/search/query.js'
import type { Search } from '../../src/search/search.js'
import {
  type KnownItem,
  type Lecture,
  lecturesFolder,
  readKnownItems,
  readLectures,
  searchLectures,
  talkOf,
} from './lectures.js'
import {
  compare,
  type Difference,
  measure,
  rankOf,
  type Rule,
  RULES,
  type Span,
} from './retrievalMeasures.js'
import { writeSection } from './speed/document.js'
import { windowBm25 } from './windowBm25.js'

/** Length and step of the peer's windows, seconds; ours must beat those of `PEER`. */
const WINDOWS = [
  [30, 30],
  [45, 45],
  [60, 30],
  [120, 60],
] as const
const PEER = '60/30'
const GOAL = { mrr10: 0.73, s5: 0.86 }
/** How sure it must be that ours is better. */
const SURE = 0.05
/** Of one talk, in one answer. */
const PAGE = 50

const WORDED: Readonly<Record<Rule, string>> = {
  start: 'starts while the slide is up, or at most 5 s before',
  overlap: 'overlaps the time the slide is up',
}

type Found = Span & { readonly lecture: string }

const ABOUT = `\`npm run bench:retrieval\`. Known-item queries, each the title of a slide; the index holds speech only. A system
gives its ten best moments of all lectures together. S@n: the share of queries with a right moment among the first n;
MRR@10: the mean of 1 / rank of the first right one. BM25 (k1 1.2, b 0.75, lower case, light stemming, stop words) runs
over windows of fixed length / step in seconds. Long windows overlap more by being long. Differences are by paired
bootstrap over the queries, 10,000 resamples.`

const folder = lecturesFolder()
if (folder === null) console.log('skipped: there are no lectures (CORPUS_DIR says where the corpus is)')
else process.exitCode = await run(readLectures(folder), readKnownItems(folder))

async function run(lectures: readonly Lecture[], items: readonly KnownItem[]): Promise<number> {
  const search = await searchLectures(lectures)
  const ours: Found[][] = []
  for (const { query } of items) ours.push(await bestMoments(search, lectures, query))
  const systems = new Map<string, Found[][]>([['ours', ours]])
  for (const [length, step] of WINDOWS) {
    const ask = windowBm25(lectures, length, step)
    systems.set(
      `${length}/${step}`,
      items.map(({ query }) => ask(query)),
    )
  }
  console.log(`${items.length} queries over ${lectures.length} lectures`)
  const summary: string[] = []
  let isBetter = true
  for (const rule of Object.keys(RULES) as Rule[]) {
    const ranks = (name: string): number[] =>
      items.map((item, query) => rankOf(rule, systems.get(name)?.[query] ?? [], item))
    console.log(`\nright when the moment ${WORDED[rule]}`)
    console.log('           S@1    S@5  MRR@10')
    for (const name of systems.keys()) console.log(`${label(name)}  ${figures(ranks(name))}`)
    const difference = compare(ranks('ours'), ranks(PEER))
    isBetter &&= difference.low > 0 && difference.p < SURE
    console.log(`ours − ${label(PEER).trim()}, MRR@10: ${worded(difference)}`)
    const { mrr10, s5 } = measure(ranks('ours'))
    const reached = mrr10 >= GOAL.mrr10 && s5 >= GOAL.s5
    console.log(`goal MRR@10 ≥ ${GOAL.mrr10}, S@5 ≥ ${GOAL.s5}: ${reached ? 'reached' : 'not reached'}`)
    summary.push(
      `Right when the moment ${WORDED[rule]} (ours − BM25 ${PEER}, MRR@10: ${worded(difference)}):`,
      table([...systems.keys()].map((name) => [label(name).trim(), figures(ranks(name))])),
    )
    if (process.argv.includes('--misses')) printMisses(items, ranks('ours'))
  }
  console.log(`\ngate, better than BM25 ${PEER} by both rules: ${isBetter ? 'passed' : 'FAILED'}`)
  if (process.argv.includes('--write'))
    writeSection('retrieval', 'Finding where a slide is spoken of', [ABOUT, ...summary].join('\n\n'))
  return isBetter ? 0 : 1
}

/** The ten best moments of all lectures: each lecture's own, merged by score. */
async function bestMoments(search: Search, lectures: readonly Lecture[], q: string): Promise<Found[]> {
  const found: (Found & { readonly score: number })[] = []
  for (const { id } of lectures) {
    const request = parseSearchRequest({ q, in: 'speech', talk: talkOf(id), limit: String(PAGE) })
    const { results } = await search.answer(request)
    for (const { start, end, score } of results.flatMap(({ moments }) => moments))
      if (start !== undefined) found.push({ lecture: id, start, end: end ?? start, score })
  }
  return found.sort((a, b) => b.score - a.score).slice(0, 10)
}

function table(rows: readonly (readonly [name: string, figures: string])[]): string {
  const lines = rows.map(([name, each]) => `| ${name} | ${each.split('  ').join(' | ')} |`)
  return ['| | S@1 | S@5 | MRR@10 |', '|---|---|---|---|', ...lines].join('\n')
}

function figures(ranks: readonly number[]): string {
  const { s1, s5, mrr10 } = measure(ranks)
  return [s1, s5, mrr10].map((figure) => figure.toFixed(3)).join('  ')
}

function label(name: string): string {
  return (name === 'ours' ? name : `BM25 ${name}`).padEnd(11)
}

function worded({ mean, low, high, p }: Difference): string {
  const signed = (figure: number): string => (figure < 0 ? '−' : '+') + Math.abs(figure).toFixed(3)
  return `${signed(mean)}, 95 % ${signed(low)} to ${signed(high)}, p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}`
}

function printMisses(items: readonly KnownItem[], ranks: readonly number[]): void {
  items.forEach(({ query, lecture }, index) => {
    const rank = ranks[index] ?? 0
    if (rank !== 1) console.log(`${rank === 0 ? ' –' : String(rank).padStart(2)}  ${query}  (${lecture})`)
  })
}
