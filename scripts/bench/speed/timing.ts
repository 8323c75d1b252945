import { DISTURBED } from './calibration.js'
import type { Kind } from './kinds.js'
import type { Block } from './messages.js'
import type { Shape } from './peer.js'
import type { PeerHandle } from './peerHandle.js'

/** One engine in one shape: a column of the tables. */
export interface Column {
  readonly label: string
  readonly shape: Shape
  readonly peer: PeerHandle
}

/** What a column took for the queries of a kind. */
export interface Timed {
  /** Each query's best time in milliseconds, in the order of the queries; null where it was not asked often enough. */
  readonly best: readonly (number | null)[]
  /** All queries were asked in all rounds. */
  readonly complete: boolean
  /** Not enough rounds were quiet: the quietest ones were taken. */
  readonly disturbed: boolean
}

export type Timings = ReadonlyMap<Kind, ReadonlyMap<string, Timed>>

export interface TimingOptions {
  readonly rounds: number
  /** Rounds that are repeated at most, because something else used the machine. */
  readonly repeats: number
  /** Milliseconds in which each column answers each kind before anything is timed. */
  readonly warmUp: number
  /** Milliseconds for one block: an engine's queries of one kind. */
  readonly budget: number
  readonly onPass: (pass: number, blocks: number) => void
}

/**
 * Times all columns, one active at a time. First each answers every kind untimed: a server's code was compiled by what it
 * answered before, and its files were read. Every pass goes through the kinds and, for each, through the columns in an
 * order that is rotated by pass and kind; blocks of disturbed rounds are measured again in the next pass.
 */
export async function timeAll(
  columns: readonly Column[],
  kinds: ReadonlyMap<Kind, number>,
  { rounds, repeats, warmUp, budget, onPass }: TimingOptions,
): Promise<Timings> {
  const blocks = new Map<string, Block[]>()
  const blocksOf = (kind: Kind, column: Column): Block[] => {
    const key = `${kind}\n${column.label}`
    const known = blocks.get(key) ?? []
    blocks.set(key, known)
    return known
  }
  const ableTo = (kind: Kind): Column[] =>
    columns.filter(({ peer, shape }) => peer.ready.shapes[shape]?.includes(kind) === true)
  for (const kind of kinds.keys())
    for (const { peer, shape } of ableTo(kind))
      await peer.ask<'warm'>({ type: 'warm', shape, kind, budget: warmUp })
  let quickest = Infinity
  for (let pass = 0; pass < rounds + repeats; pass += 1) {
    let measured = 0
    for (const [place, kind] of [...kinds.keys()].entries()) {
      for (const column of rotated(ableTo(kind), pass + place)) {
        const known = blocksOf(kind, column)
        if (quiet(known, quickest).length >= rounds) continue
        const block = await column.peer.ask<'time'>({ type: 'time', shape: column.shape, kind, budget })
        quickest = Math.min(quickest, block.calibration)
        known.push(block)
        measured += 1
      }
    }
    if (measured === 0) break
    onPass(pass + 1, measured)
  }
  return new Map(
    [...kinds].map(([kind, queries]) => [
      kind,
      new Map(
        columns.flatMap((column): [string, Timed][] => {
          const known = blocksOf(kind, column)
          return known.length === 0 ? [] : [[column.label, summarize(known, quickest, rounds, queries)]]
        }),
      ),
    ]),
  )
}

function summarize(blocks: readonly Block[], quickest: number, rounds: number, queries: number): Timed {
  const calm = quiet(blocks, quickest)
  const disturbed = calm.length < rounds
  const taken = disturbed ? [...blocks].sort((a, b) => a.calibration - b.calibration).slice(0, rounds) : calm
  const best = Array.from({ length: queries }, (_, query) => {
    const times = taken.flatMap((block) => block.times[query] ?? [])
    return times.length < rounds ? null : Math.min(...times)
  })
  return { best, complete: best.every((time) => time !== null), disturbed }
}

function quiet(blocks: readonly Block[], quickest: number): readonly Block[] {
  return blocks.filter(({ calibration }) => calibration <= quickest * DISTURBED)
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const from = items.length === 0 ? 0 : by % items.length
  return [...items.slice(from), ...items.slice(0, from)]
}

/** The time that a share of the queries stays within, in milliseconds; NaN without any. */
export function percentile(times: readonly (number | null)[], share: number): number {
  const sorted = times.filter((time) => time !== null).sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** How many times faster the first is at a percentile, over the queries that both were asked often enough. */
export function ratioAt(share: number, ours: Timed, theirs: Timed): number {
  const both = (query: number): boolean => ours.best[query] !== null && theirs.best[query] !== null
  const common = (timed: Timed): (number | null)[] => timed.best.filter((_, query) => both(query))
  return percentile(common(theirs), share) / percentile(common(ours), share)
}
