import type { Reading } from '../../archive/problem.js'

/** What the child is asked to read. */
export interface ReadRequest {
  /** Absolute. */
  readonly file: string
  /** Relative to the media root, for its problems. */
  readonly path: string
  /** The row of the table of formats. */
  readonly format: string
}

/** What the child says: one of these, once. */
export type ReadMessage =
  | { readonly type: 'done'; readonly reading: Reading<unknown> }
  /** Its reader threw. */
  | { readonly type: 'failed'; readonly detail: string }
