import type { SearchAnswer, SearchRequest } from '../../search/answer.js'
import type { Generation } from '../../store/generations.js'

/** One generation to be searched, as it is handed to the search thread. */
export interface Session {
  readonly number: number
  readonly generation: Generation
  readonly indexDir: string
  readonly basePath: string
  /** Files of the index that are opened whole, by hash, in memory that both sides see. */
  readonly whole: ReadonlyMap<string, SharedArrayBuffer>
}

/** What the search thread is told. */
export type ToThread =
  | { readonly type: 'open'; readonly session: Session }
  | { readonly type: 'close'; readonly session: number }
  | {
      readonly type: 'answer'
      readonly id: number
      readonly session: number
      readonly request: SearchRequest
    }

/** What it says. */
export type FromThread =
  | { readonly type: 'opened'; readonly session: number; readonly error?: string }
  | { readonly type: 'answered'; readonly id: number; readonly answer: SearchAnswer }
  /** `unusable` when the index is to blame: gone, or damaged. */
  | { readonly type: 'failed'; readonly id: number; readonly error: string; readonly unusable: boolean }
