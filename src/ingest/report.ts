import { styleText } from 'node:util'
import ora, { type Ora } from 'ora'

import type { Problem } from '../archive/problem.js'
import type { IngestEvent, IngestSummary, Phase } from '../archive/progress.js'
import { formatLength } from '../archive/time.js'

/** Shows an ingest to a person: a moving line on a terminal, now and then a plain line without one. */
export interface Report {
  show(event: IngestEvent): void
  /** Leaves the terminal as it should be when an ingest ends without its last event. */
  stop: () => void
}

const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  find: 'Looking for events and talks',
  text: 'Reading transcripts and slides',
  images: 'Making posters and slide pictures',
  publish: 'Building the search index',
}

/** Without a terminal, at most one line in this many milliseconds. */
const PLAIN_PACE = 3000

/**
 * @param out where progress, summary and problems go
 * @param options.checking say what was looked at, not what was kept
 */
export function createReport(
  out: NodeJS.WriteStream = process.stderr,
  { checking = false }: { readonly checking?: boolean } = {},
): Report {
  const progress = out.isTTY ? onTerminal(out) : inPlainLines(out)
  return {
    show(event) {
      if (event.type === 'phase') progress.step(PHASE_NAMES[event.phase])
      else if (event.type === 'progress' && event.total > 0) {
        progress.advance(
          `${PHASE_NAMES[event.phase]}: ${event.done} of ${event.total}`,
          printable(event.item),
        )
      } else if (event.type === 'notice') {
        progress.stop()
        out.write(`${event.message}\n`)
      } else if (event.type === 'done') {
        progress.stop()
        out.write(
          `${[...formatProblems(event.problems, out.isTTY), formatSummary(event.summary, checking)].join('\n')}\n`,
        )
      }
    },
    stop: progress.stop,
  }
}

interface Progress {
  step(text: string): void
  advance(text: string, item: string): void
  stop: () => void
}

function onTerminal(out: NodeJS.WriteStream): Progress {
  const spinner: Ora = ora({ stream: out, discardStdin: false })
  const fit = (text: string): string => {
    const columns = Math.max(20, (out.columns || 80) - 4)
    return text.length > columns ? `${text.slice(0, columns - 1)}…` : text
  }
  const show = (text: string): void => {
    spinner.text = fit(text)
    if (!spinner.isSpinning) spinner.start()
  }
  return {
    step: show,
    advance: (text, item) => {
      show(item ? `${text}  ${item}` : text)
    },
    stop: () => void spinner.stop(),
  }
}

function inPlainLines(out: NodeJS.WriteStream): Progress {
  let last = -Infinity
  const say = (text: string): void => {
    last = performance.now()
    out.write(`${text}\n`)
  }
  return {
    step: say,
    advance: (text) => {
      if (performance.now() - last > PLAIN_PACE) say(text)
    },
    stop: () => undefined,
  }
}

/** Two lines that say what the archive holds and what this ingest did. */
function formatSummary(summary: IngestSummary, checking: boolean): string {
  const n = (count: number, noun: string): string =>
    `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
  const holds = [
    `${n(summary.events, 'event')}, ${n(summary.talks, 'talk')}`,
    `${n(summary.transcripts, 'transcript')} with ${n(summary.words, 'word')}`,
    `${n(summary.decks, 'deck')} with ${n(summary.slides, 'slide')}`,
    `${formatLength(summary.recorded)} recorded`,
  ]
  if (checking) return `${holds.join('; ')}.\nChecked in ${summary.took.toFixed(1)} s; nothing was kept.`
  const state = summary.changed ? 'published as' : 'nothing changed since'
  const did = [
    `${n(summary.filesRead, 'file')} read, ${summary.filesCached.toLocaleString('en')} known already`,
    `${n(summary.passages, 'passage')} to search`,
    `${state} generation ${summary.generation}`,
    `${summary.took.toFixed(1)} s`,
  ]
  return `${holds.join('; ')}.\n${did.join('; ')}.`
}

/** Problems under their file's name, in order, with a count at the end. */
function formatProblems(problems: readonly Problem[], coloured = false): string[] {
  if (problems.length === 0) return []
  const paint = (style: 'bold' | 'red' | 'yellow' | 'dim', text: string): string =>
    coloured ? styleText(style, text) : text
  const colours = { error: 'red', warning: 'yellow', info: 'dim' } as const
  const lines: string[] = []
  let path = ''
  for (const problem of problems) {
    if (problem.path !== path) lines.push(paint('bold', printable((path = problem.path))))
    const place = problem.line === undefined ? '' : `${problem.line}:${problem.column ?? 1} `
    lines.push(
      `  ${place}${paint(colours[problem.severity], problem.severity)}: ${printable(problem.message)}`,
    )
    if (problem.hint) lines.push(paint('dim', `    → ${printable(problem.hint)}`))
  }
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity === 'info' ? 'note' : severity}${count === 1 ? '' : 's'}`]
  })
  return [...lines, counts.join(', '), '']
}

/** Text from files and file names, fit for a terminal: no control characters. */
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
