import type { Problem } from './problem.js'

/** The steps of an ingest, in order. */
export const PHASES = ['find', 'text', 'images', 'publish'] as const
export type Phase = (typeof PHASES)[number]

/** What an ingest tells while it runs; `ingest --json` prints one a line. */
export type IngestEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  | {
      readonly type: 'progress'
      readonly phase: Phase
      readonly done: number
      readonly total: number
      readonly item: string
    }
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'published'; readonly generation: number; readonly summary: IngestSummary }
  | { readonly type: 'done'; readonly summary: IngestSummary; readonly problems: readonly Problem[] }

/** What an ingest found and did. */
export interface IngestSummary {
  readonly generation: number
  readonly changed: boolean
  readonly events: number
  readonly talks: number
  readonly transcripts: number
  readonly cues: number
  readonly words: number
  readonly decks: number
  readonly slides: number
  readonly passages: number
  /** Seconds of recorded video and audio. */
  readonly recorded: number
  /** Files read anew and files taken from the cache. */
  readonly filesRead: number
  readonly filesCached: number
  readonly errors: number
  readonly warnings: number
  /** Wall time, seconds. */
  readonly took: number
}
