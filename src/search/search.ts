import type { Addresses } from '../archive/addresses.js'
import type { Catalogue } from '../archive/catalogue.js'
import type { Moment } from '../archive/moment.js'
import type { Facet, FacetValue, SearchAnswer, SearchRequest, SearchResult } from './answer.js'
import type { SearchEngine } from './engine.js'
import { countFacets } from './facets.js'
import { createFilters, type Selection } from './filters.js'
import { find } from './findings.js'
import { findForgiving, suggestQuery, type Forgiven } from './forgive.js'
import { toMoment } from './moments.js'
import { createMomentList, type ListRequest, type MomentList } from './momentList.js'
import { parseQuery, type ParsedQuery } from './query.js'
import { createRanker, type Group, type Ranking } from './ranking.js'
import { stopWordsOf } from './stopWords.js'
import { createSuggest, type SuggestAnswer, type SuggestRequest } from './suggest.js'

/** What a search answers from: one generation of an archive. */
export interface SearchOptions {
  readonly catalogue: Catalogue
  readonly engine: SearchEngine
  readonly addresses: Addresses
  /** Milliseconds after which the best so far is answered. */
  readonly budget?: number
}

/** Answers search requests. It throws when the engine cannot answer: never an empty answer in place of an error. */
export interface Search {
  answer(request: SearchRequest): Promise<SearchAnswer>
  /** What somebody may be about to type. */
  suggest(request: SuggestRequest): Promise<SuggestAnswer>
  /** All moments one after the other, a batch at a time: those of the first result, then those of the second. */
  list(request: ListRequest): Promise<MomentList>
}

/** What a request asks, and what answers it. */
interface Looked {
  readonly parsed: ParsedQuery
  readonly selection: Selection
  /** Null when nothing is asked. */
  readonly found: (Forgiven & { readonly ranking: Ranking }) | null
}

/** What a talk's rank adds to each of its moments: among moments of all talks, those of a talk about the same come first. */
const OF_THE_TALK = 0.25
/** Moments shown with a talk among other talks. */
const MOMENTS_SHOWN = 4
const BUDGET = 400
/** Milliseconds to see whether a suggestion finds anything. */
const SUGGESTION_BUDGET = 100
/** Milliseconds for a list of everything, which is looked for once and read in many batches. */
const LIST_BUDGET = 2000

/** A search over one generation; make a new one for the next. */
export function createSearch({ catalogue, engine, addresses, budget = BUDGET }: SearchOptions): Search {
  const table = engine.passages
  const filters = createFilters(catalogue, table)
  const ranker = createRanker(engine, filters)
  const stopWords = stopWordsOf(languagesOf(catalogue))
  let overview: Record<Facet, FacetValue[]> | undefined

  const momentOf = (hit: number, { rank }: Group, { findings, ranks, idf }: Ranking): Moment => {
    const worth = ranks[hit]! + OF_THE_TALK * rank
    return toMoment(findings.hits.units[hit]!, worth, { findings, idf }, { table, addresses })
  }

  const toResult = (group: Group, shown: readonly number[], ranking: Ranking): SearchResult => {
    const id = table.groups[group.group] ?? ''
    const talk = catalogue.talk(id)
    const event = catalogue.event(talk?.event ?? id)
    const date = filters.facts.dates[group.group]?.slice(0, 10)
    return {
      type: talk ? 'talk' : 'event',
      ...(talk && {
        talk: {
          id: talk.id,
          event: talk.event,
          name: talk.name,
          url: addresses.talk(talk.id),
          speakers: talk.persons.map((person) => person.name),
          ...(date ? { date } : {}),
        },
      }),
      ...(event && !talk && { event: { id: event.id, name: event.name, url: addresses.event(event.id) } }),
      score: Math.round(group.rank * 1000) / 1000,
      momentTotal: group.moments,
      moments: shown.map((hit) => momentOf(hit, group, ranking)),
    }
  }

  const resultsOf = (ranking: Ranking, request: SearchRequest): SearchResult[] => {
    const { offset, limit, sort } = request
    if (request.talk !== undefined)
      return ranker
        .first(ranking, 1, sort)
        .map((only) =>
          toResult(only, ranker.momentsOf(only, ranking, sort).slice(offset, offset + limit), ranking),
        )
    return ranker
      .first(ranking, offset + limit, sort)
      .slice(offset, offset + limit)
      .map((group) =>
        toResult(group, ranker.momentsOf(group, ranking, 'relevance').slice(0, MOMENTS_SHOWN), ranking),
      )
  }

  /** The facets of everything, for a page on which nothing was asked yet. */
  const everything = (): Record<Facet, FacetValue[]> => {
    const nothing = { wanted: {}, unwanted: {} }
    const findings = find(engine, parseQuery(''), { telling: [], minor: [] }, Infinity)
    return countFacets(ranker.rank(findings, nothing, undefined), table, nothing, filters)
  }

  const look = (request: SearchRequest, deadline: number): Looked => {
    const parsed = parseQuery(request.q)
    const selection = filters.select(parsed, request)
    if (isEmpty(parsed, selection, request)) return { parsed, selection, found: null }
    const forgiven = findForgiving(engine, parsed, stopWords, deadline, request.exact)
    const ranking = ranker.rank(forgiven.findings, selection, request.talk)
    return { parsed, selection, found: { ...forgiven, ranking } }
  }

  const answer = (request: SearchRequest): SearchAnswer => {
    const began = performance.now()
    const { parsed, selection, found } = look(request, began + budget)
    const answered = (rest: Omit<SearchAnswer, 'query' | 'tookMs'>): SearchAnswer => ({
      query: request.q,
      ...rest,
      tookMs: Math.round((performance.now() - began) * 10) / 10,
    })
    if (!found) {
      overview ??= everything()
      return answered({ total: 0, momentTotal: 0, truncated: parsed.cut, facets: overview, results: [] })
    }
    const { findings, correctedQuery, ranking } = found
    const { groups, moments: momentTotal } = ranking.tally
    const suggested = momentTotal === 0 ? suggestQuery(engine, parsed) : null
    const helps = suggested !== null && findsAnything({ ...request, q: suggested })
    return answered({
      ...(correctedQuery === undefined ? {} : { correctedQuery }),
      ...(helps ? { didYouMean: suggested } : {}),
      total: groups.numbers.length,
      momentTotal,
      truncated: parsed.cut || findings.hits.truncated,
      facets: countFacets(ranking, table, selection, filters, request.facetValues),
      results: resultsOf(ranking, request),
    })
  }

  const findsAnything = (request: SearchRequest): boolean =>
    (look(request, performance.now() + SUGGESTION_BUDGET).found?.ranking.tally.moments ?? 0) > 0

  const list = createMomentList((request) => {
    const { parsed, found } = look(request, performance.now() + LIST_BUDGET)
    if (!found) return { truncated: parsed.cut, groups: [] }
    const { findings, ranking } = found
    const one = request.talk === undefined ? 'relevance' : request.sort
    return {
      truncated: parsed.cut || findings.hits.truncated,
      groups: ranker.first(ranking, Infinity, request.sort).map((group) => ({
        id: table.groups[group.group] ?? '',
        count: group.moments,
        read: (from, to) =>
          ranker
            .momentsOf(group, ranking, one)
            .slice(from, to)
            .map((hit) => momentOf(hit, group, ranking)),
      })),
    }
  })
  const suggest = createSuggest({ catalogue, engine, addresses, stopWords })

  return { answer: promised(answer), suggest: promised(suggest), list: promised(list) }
}

/** The same function, whose failures are rejections. */
function promised<Q, A>(ask: (question: Q) => A): (question: Q) => Promise<A> {
  return (question) =>
    new Promise((resolve) => {
      resolve(ask(question))
    })
}

function isEmpty(
  { words, phrases, without }: ParsedQuery,
  { wanted, unwanted }: Selection,
  request: SearchRequest,
): boolean {
  const asked = [...words, ...phrases, ...without, ...Object.keys(wanted), ...Object.keys(unwanted)]
  return asked.length === 0 && request.talk === undefined
}

function* languagesOf(catalogue: Catalogue): Generator<string> {
  yield catalogue.archive.inLanguage
  for (const talk of catalogue.talks) {
    if (talk.inLanguage) yield talk.inLanguage
    for (const transcript of talk.transcripts) yield transcript.inLanguage
  }
}
