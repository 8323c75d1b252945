/** How bad a problem is: an `error` lost something, a `warning` may surprise, `info` is worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** Something wrong with an organizer's input, as data: collected always, printed together. */
export interface Problem {
  readonly severity: Severity
  /** Stable kebab-case name of the kind of problem, e.g. `vtt-bad-timing`. */
  readonly code: string
  /** The file, relative to the media root, with forward slashes. */
  readonly path: string
  /** 1-based, where there is one. */
  readonly line?: number
  /** 1-based, where there is one. */
  readonly column?: number
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
}

/** What a reader returns: the value, or null when nothing could be read, and what was wrong on the way. */
export interface Reading<T> {
  readonly value: T | null
  readonly problems: readonly Problem[]
}
