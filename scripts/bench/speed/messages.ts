import type { Kind } from './kinds.js'
import type { BuildFacts, Found, ScoredPassage, Shape } from './peer.js'

/** What a peer's process is asked, one thing at a time. */
export type Order =
  | { readonly type: 'answers'; readonly shape: Shape; readonly kind: Kind }
  | { readonly type: 'base'; readonly words: readonly (readonly string[])[] }
  | { readonly type: 'warm'; readonly shape: Shape; readonly kind: Kind; readonly budget: number }
  | { readonly type: 'time'; readonly shape: Shape; readonly kind: Kind; readonly budget: number }
  | { readonly type: 'memory' }
  | { readonly type: 'end' }

/** One block of timings. */
export interface Block {
  /** Milliseconds of the calibration loop, the slower of before and after. */
  readonly calibration: number
  /** Milliseconds of each query, in order; shorter than the queries when the budget ran out. */
  readonly times: readonly number[]
}

/** Memory of a process in bytes. */
export interface Memory {
  readonly settled: number
  readonly peak: number
  /** The peak after the index was opened once more beside the open one, as when a generation is swapped. */
  readonly swapPeak?: number
}

/** What is known of an engine once it is open. */
export interface Ready {
  readonly shapes: Readonly<Partial<Record<Shape, readonly Kind[]>>>
  /** Milliseconds from opening to ready, and to the first answer. */
  readonly opened: number
  readonly firstAnswer: number
  /** For engines that are built where they are asked. */
  readonly built?: BuildFacts
}

/** Replies, each to its order; a failure is told apart by its type and fails the run. */
export interface Replies {
  readonly answers: readonly Found[]
  readonly base: readonly (readonly ScoredPassage[])[]
  /** How many queries were answered. */
  readonly warm: number
  readonly time: Block
  readonly memory: Memory
}
