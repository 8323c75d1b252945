import type { Problem, Severity } from '../archive/problem.js'

/** What a reader says of one problem; the file is the log's. */
interface Finding {
  readonly line?: number | undefined
  readonly column?: number | undefined
  readonly hint?: string | undefined
}

/** Collects the problems of one file. */
export interface ProblemLog {
  add(severity: Severity, code: string, message: string, finding?: Finding): void
  /** All problems so far, in order of line, then as they were found; many of one kind are folded into the last one shown. */
  list(): readonly Problem[]
}

/**
 * An empty log for a file.
 * @param path the file, relative to the media root
 * @param shown problems of one kind that are given singly before the rest is counted
 */
export function createProblemLog(path: string, shown = 3): ProblemLog {
  const kinds = new Map<string, { readonly first: [number, Problem][]; more: number }>()
  let order = 0
  return {
    add: (severity, code, message, { line, column, hint } = {}) => {
      const kind = kinds.get(code) ?? { first: [], more: 0 }
      kinds.set(code, kind)
      if (kind.first.length >= shown) {
        kind.more++
        return
      }
      const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }
      const problem = { severity, code, path, ...place, message, ...(hint === undefined ? {} : { hint }) }
      kind.first.push([order++, problem])
    },
    list: () =>
      [...kinds.values()]
        .flatMap(({ first, more }) =>
          first.map(([n, problem], i) => [n, i === shown - 1 ? folded(problem, more) : problem] as const),
        )
        .sort(([n, a], [m, b]) => (a.line ?? 0) - (b.line ?? 0) || n - m)
        .map(([, problem]) => problem),
  }
}

function folded(problem: Problem, more: number): Problem {
  return more === 0 ? problem : { ...problem, message: `${problem.message} (and ${more} more like it)` }
}
