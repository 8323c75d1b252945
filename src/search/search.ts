import type { Addresses } from '../archive/addresses.js'
import type { Catalogue } from '../archive/catalogue.js'
import type { TalkContent } from '../archive/event.js'
import type { Passage } from '../archive/moment.js'
import type { Facet, FacetValue, SearchAnswer, SearchRequest, SearchResult } from './answer.js'
import { withoutDuplicates } from './duplicates.js'
import type { SearchEngine } from './engine.js'
import { countFacets } from './facets.js'
import { createFilters, type Selection } from './filters.js'
import { type Findings, withoutStopWords } from './find.js'
import { findForgiving, suggestQuery } from './forgive.js'
import { type MomentSources, toMoment } from './moments.js'
import { parseQuery, type ParsedQuery } from './query.js'
import { byPlace, type Ranked, rankGroup, rankPassages } from './rank.js'
import { stopWordsOf } from './stopWords.js'
import { createStreamCache } from './streamCache.js'

/** What a search answers from: one generation of an archive. */
export interface SearchOptions {
  readonly catalogue: Catalogue
  readonly engine: SearchEngine
  /** A talk's words by its full id; null when there are none. */
  readonly content: (talkId: string) => Promise<TalkContent | null>
  readonly addresses: Addresses
}

/** Answers search requests. */
export interface Search {
  /** @throws when the engine cannot answer: never an empty answer in place of an error */
  answer(request: SearchRequest): Promise<SearchAnswer>
}

/** Moments shown with a talk among other talks. */
const MOMENTS_SHOWN = 4

/** A talk's found passages, or an event's that belong to none of its talks, best first. */
interface Group {
  /** The full talk id, or the event's id. */
  readonly id: string
  readonly moments: readonly Ranked[]
  readonly rank: number
}

/** A search over one generation; make a new one for the next. */
export function createSearch({ catalogue, engine, content, addresses }: SearchOptions): Search {
  const filters = createFilters(catalogue)
  const stopWords = stopWordsOf(languagesOf(catalogue))
  const sources: MomentSources = { addresses, streamOf: createStreamCache() }
  let overview: Promise<Record<Facet, FacetValue[]>> | undefined

  /** The facets of everything, for a page on which nothing was asked yet. */
  const everything = async (): Promise<Record<Facet, FacetValue[]>> => {
    const hits = await engine.search({ terms: [], accept: () => true })
    return countFacets(
      hits.map(({ passage }) => ({ passage, refusals: [] })),
      {},
      filters,
      catalogue,
    )
  }

  const find = async (
    parsed: ParsedQuery,
    selection: Selection,
    talk: string | undefined,
  ): Promise<{ findings: Findings; correctedQuery?: string }> => {
    const accept = (passage: Passage): boolean =>
      (talk === undefined || groupOf(passage) === talk) && filters.refusals(passage, selection).length <= 1
    const scope = { engine, streamOf: sources.streamOf, accept }
    return findForgiving(scope, parsed, withoutStopWords(parsed, stopWords))
  }

  const toResult = async (
    group: Group,
    shown: readonly Ranked[],
    findings: Findings,
  ): Promise<SearchResult> => {
    const talk = catalogue.talk(group.id)
    const words = talk ? await content(talk.id) : null
    const event = catalogue.event(talk?.event ?? group.id)
    const date = (talk?.start?.local ?? event?.startDate)?.slice(0, 10)
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
      momentTotal: group.moments.length,
      moments: shown.map((found) => toMoment(found, findings, words, sources)),
    }
  }

  const dateOf = (id: string): string =>
    catalogue.talk(id)?.start?.local ?? catalogue.event(catalogue.talk(id)?.event ?? id)?.startDate ?? ''

  return {
    answer: async (request) => {
      const began = performance.now()
      const parsed = parseQuery(request.q)
      const selection = filters.select(parsed, request)
      const answered = (rest: Omit<SearchAnswer, 'query' | 'truncated' | 'tookMs'>): SearchAnswer => ({
        query: request.q,
        ...rest,
        truncated: parsed.cut,
        tookMs: Math.round((performance.now() - began) * 10) / 10,
      })
      if (isEmpty(parsed, selection, request)) {
        overview ??= everything().catch((error: unknown) => {
          overview = undefined
          throw error
        })
        return answered({ total: 0, momentTotal: 0, facets: await overview, results: [] })
      }

      const { findings, correctedQuery } = await find(parsed, selection, request.talk)
      const filtered = findings.found.map((found) => ({
        ...found,
        refusals: filters.refusals(found.passage, selection),
      }))
      const open = withoutDuplicates(
        filtered.filter(({ refusals }) => refusals.length === 0),
        catalogue,
      )
      const groups = grouped(rankPassages({ ...findings, found: open }, sources.streamOf))
      if (request.sort === 'date')
        groups.sort((a, b) => compare(dateOf(b.id), dateOf(a.id)) || b.rank - a.rank || compare(a.id, b.id))
      const { offset, limit } = request
      const [only] = request.talk === undefined ? [] : groups
      const results = only
        ? [await toResult(only, inOrder(only, request).slice(offset, offset + limit), findings)]
        : await Promise.all(
            groups
              .slice(offset, offset + limit)
              .map((group) => toResult(group, group.moments.slice(0, MOMENTS_SHOWN), findings)),
          )
      const didYouMean = open.length === 0 ? await suggestQuery(engine, parsed) : null
      return answered({
        ...(correctedQuery === undefined ? {} : { correctedQuery }),
        ...(didYouMean === null ? {} : { didYouMean }),
        total: groups.length,
        momentTotal: open.length,
        facets: countFacets(filtered, selection, filters, catalogue),
        results,
      })
    },
  }
}

function isEmpty(
  { words, phrases, without }: ParsedQuery,
  selection: Selection,
  request: SearchRequest,
): boolean {
  const asked = words.length + phrases.length + without.length + Object.keys(selection).length
  return asked === 0 && request.talk === undefined
}

/** Groups by talk or event, best first; inside each the passages keep their order. */
function grouped(ranked: readonly Ranked[]): Group[] {
  const byGroup = new Map<string, Ranked[]>()
  for (const found of ranked) {
    const id = groupOf(found.passage)
    const moments = byGroup.get(id)
    if (moments) moments.push(found)
    else byGroup.set(id, [found])
  }
  return [...byGroup]
    .map(([id, moments]) => ({ id, moments, rank: rankGroup(moments) }))
    .sort((a, b) => b.rank - a.rank || compare(a.id, b.id))
}

/** One talk's moments: best first, or in the order of the talk when sorted by date. */
function inOrder(group: Group, { sort }: SearchRequest): readonly Ranked[] {
  return sort === 'date' ? [...group.moments].sort((a, b) => byPlace(a.passage, b.passage)) : group.moments
}

function groupOf(passage: Passage): string {
  return passage.talk ?? passage.event
}

function* languagesOf(catalogue: Catalogue): Generator<string> {
  yield catalogue.archive.inLanguage
  for (const talk of catalogue.talks) {
    if (talk.inLanguage) yield talk.inLanguage
    for (const transcript of talk.transcripts) yield transcript.inLanguage
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
