import type { Moment } from '../archive/moment.js'
import type { SearchRequest } from './answer.js'

/** A part of the list of all moments that answer a request, whose own page does not matter. */
export interface ListRequest {
  readonly request: SearchRequest
  /** Moments before this part, and how many it may hold. */
  readonly offset: number
  readonly limit: number
}

export interface MomentList {
  readonly total: number
  /** The search stopped at its budget: there may be more. */
  readonly truncated: boolean
  readonly moments: readonly {
    /** The full id of its talk, or its event's. */
    readonly of: string
    readonly moment: Moment
  }[]
}

/** Everything that answers a request, by result; moments are read when they are asked for. */
export interface Listed {
  readonly truncated: boolean
  readonly groups: readonly {
    readonly id: string
    readonly count: number
    /** Its moments in order; `to` is exclusive. */
    readonly read: (from: number, to: number) => readonly Moment[]
  }[]
}

/** Rankings kept, so that the next part of a list costs no search: as many as lists may be read at a time. */
export const MOST_LISTS = 2

/** @param search finds and ranks everything that answers a request */
export function createMomentList(
  search: (request: SearchRequest) => Listed,
): (request: ListRequest) => MomentList {
  const kept = new Map<string, Listed>()
  return ({ request, offset, limit }) => {
    const key = JSON.stringify({ ...request, limit: 0, offset: 0 })
    const listed = kept.get(key) ?? search(request)
    kept.delete(key)
    const total = listed.groups.reduce((sum, { count }) => sum + count, 0)
    const end = offset + limit
    if (end < total) kept.set(key, listed)
    const [oldest] = kept.keys()
    if (kept.size > MOST_LISTS && oldest !== undefined) kept.delete(oldest)
    let first = 0
    const moments = listed.groups.flatMap(({ id, count, read }) => {
      const [from, to] = [Math.max(0, offset - first), Math.min(count, end - first)]
      first += count
      return from < to ? read(from, to).map((moment) => ({ of: id, moment })) : []
    })
    return { total, truncated: listed.truncated, moments }
  }
}
