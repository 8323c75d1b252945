import { cpus } from 'node:os'

import type { Checked } from './gates.js'
import { type Goal, judge, type Measured, verdictOf } from './goals.js'
import { percentile, ratioAt, type Timed } from './timing.js'

/** The run as text for a terminal, in lines of at most 110 characters. */
export function reportText(measured: Measured, checked: Checked, columns: readonly string[]): string {
  return sections(measured, checked, columns, textTable).join('\n\n')
}

/** The same for docs/benchmarks.md. */
export function reportMarkdown(measured: Measured, checked: Checked, columns: readonly string[]): string {
  return sections(measured, checked, columns, markdownTable).join('\n\n')
}

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string

function sections(measured: Measured, checked: Checked, columns: readonly string[], table: Table): string[] {
  const machine = `${cpus().length} cores, Node ${process.versions.node}, ${process.arch}`
  return [
    `${measured.talks} made talks; ${machine}. Ratios count; milliseconds are for orientation.`,
    table(
      ['gates', 'measured', 'against top ten alone', 'gate', 'goal', 'reached'],
      judge(measured).map(goalRow),
    ),
    `How many times faster lectern is at p95 (or minisearch, where there is no lectern), over the same queries:`,
    table(['kind', ...columns], ratioRows(measured, columns)),
    `Milliseconds: p50 / p95 / p99 across queries, each query's best of its rounds. \`*\`: cut short, the slow ones are missing. \`!\`: the machine was not quiet.`,
    table(['kind', ...columns], timeRows(measured, columns)),
    `Building and keeping:`,
    table(
      [
        'engine',
        'build s',
        'words/s after tokenizing',
        'index MB',
        'first answer s',
        'settled MB',
        'peak MB',
        'swap peak MB',
      ],
      engineRows(measured),
    ),
    ...(measured.updates
      ? [
          `Ingest of transcripts: ${seconds(measured.updates.first)} s from nothing, ${seconds(measured.updates.edited)} s after one edit, ${seconds(measured.updates.added)} s after one added talk.`,
        ]
      : []),
    `${checked.counted} totals compared with reading every text; faults: ${checked.faults.length}. Misspelt queries that found something: ${[...checked.typosFound].map(([name, share]) => `${name} ${Math.round(share * 100)} %`).join(', ')}.`,
  ]
}

function goalRow(goal: Goal): string[] {
  const { what, value, harder, gate, goal: wanted, wants, unit } = goal
  const bound = wants === 'more' ? '≥' : '≤'
  const written = (number: number | null | undefined): string =>
    number == null ? '–' : `${short(number)}${unit}`
  return [
    what,
    written(value),
    written(harder),
    `${bound} ${gate}${unit}`,
    `${bound} ${wanted}${unit}`,
    verdictOf(goal),
  ]
}

function ratioRows({ timings }: Measured, columns: readonly string[]): string[][] {
  return [...timings].flatMap(([kind, byColumn]) => {
    const ours = byColumn.get(columns[0] ?? '')
    if (!ours) return []
    return [
      [
        kind,
        ...columns.map((column) => {
          const theirs = byColumn.get(column)
          return theirs ? short(ratioAt(0.95, ours, theirs)) : '–'
        }),
      ],
    ]
  })
}

function timeRows({ timings }: Measured, columns: readonly string[]): string[][] {
  return [...timings].map(([kind, byColumn]) => [
    kind,
    ...columns.map((column) => {
      const timed = byColumn.get(column)
      return timed ? timesOf(timed) : '–'
    }),
  ])
}

function timesOf({ best, complete, disturbed }: Timed): string {
  const marks = (complete ? '' : '*') + (disturbed ? '!' : '')
  return [0.5, 0.95, 0.99].map((share) => short(percentile(best, share))).join('/') + marks
}

function engineRows({ built, memory, firstAnswer }: Measured): string[][] {
  return [...memory].map(([name, { settled, peak, swapPeak }]) => {
    const facts = built.get(name)
    return [
      name,
      facts ? seconds(facts.seconds) : '–',
      facts?.tokenizing === undefined
        ? '–'
        : `${short(facts.words / (facts.seconds - facts.tokenizing) / 1e6)} M`,
      facts?.bytes === undefined ? '–' : short(facts.bytes / 1e6),
      seconds((firstAnswer.get(name) ?? Number.NaN) / 1000),
      ...[settled, peak, swapPeak].map((bytes) => (bytes === undefined ? '–' : (bytes / 1e6).toFixed(0))),
    ]
  })
}

function seconds(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1)
}

/** Three significant digits at most. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return value.toFixed(0)
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)))
}

function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return all.map(line).join('\n')
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`
  return [line(head), line(head.map((_, column) => (column === 0 ? ':--' : '--:'))), ...rows.map(line)].join(
    '\n',
  )
}
