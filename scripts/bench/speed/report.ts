import { cpus } from 'node:os'

import type { Checked } from './gates.js'
import { type Goal, judge, type Measured, verdictOf } from './goals.js'
import { percentile, ratioAt, type Timed } from './timing.js'
import { EDITS } from './update.js'

/** The run as text for a terminal, in lines of at most 110 characters. */
export function reportText(measured: Measured, checked: Checked, columns: readonly string[]): string {
  return sections(measured, checked, columns, textTable).join('\n\n')
}

/** The same for docs/benchmarks.md. */
export function reportMarkdown(measured: Measured, checked: Checked, columns: readonly string[]): string {
  return [METHOD, ...sections(measured, checked, columns, markdownTable)].join('\n\n')
}

/** Columns of three times each that a line holds. */
const COLUMNS = 4

const METHOD = `\`npm run bench:search -- --talks N\` makes a collection of talks (8,190 words each in 900 cues, 30 slides and an abstract; 63,900 word forms with Zipf exponent 1.05; collocations, topics and sections that repeat their words), draws queries from it, checks the answers, and times every engine in a process of its own, one at a time, in rotated order, after each has answered the same queries untimed for 2.5 s a kind.

- \`lectern\` and \`minisearch\` are our engines, asked for **whole answers**: groups by talk, exact totals, facet values with their counts, the moments of ten results. Our multipliers for other forms of a word and for neighbouring passages are part of that. \`lectern\` keeps no lists made in advance for frequent words: there is nothing to switch off.
- \`fts5\` is SQLite's FTS5 over the same passages (full detail, prefixes of 2 and 3 letters, optimized, mapped into memory) with the same groups, totals, named facet values and moments (words marked in snippets, seconds, addresses) made from its matches in typed arrays; \`fts5, top ten\` is \`ORDER BY rank LIMIT 10\` alone. It has no typos and finds no phrase from one passage into the next.
- \`minisearch alone\`, \`orama\`, \`flexsearch\` and \`lunr\` give their ten best passages only: no groups, totals or facets. In \`orama\` every word may go on; \`flexsearch\` does not rank by BM25.
- Gates compare whole answers with whole answers; the second column compares our whole answers with the ten best passages of the peer.
- Words a second are counted without cutting text into words, each engine's own way of doing it being timed in a pass of its own. The clock of our engines runs from passages in memory to the bytes of the whole index, with the records that are shown and sums over everything; that of engines in memory from texts to an index that can be asked. Neither writes files.
- Memory is that of a process that holds catalogue and index and answers in place, without the web server; "swap" opens the index once more beside the open one. Bytes of \`fts5\` are the pages of its \`data\` and \`idx\` tables.
- Updates are \`lectern ingest\` in a process of its own, over transcripts and manifests, from the start of the command to its end.`

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
    `Milliseconds: p50 / p95 / p99 across queries, each query's best of its rounds, warm. \`*\`: cut short, the slow ones are missing. \`!\`: the machine was not quiet.`,
    ...groupsOf(columns).map((some) => table(['kind', ...some], timeRows(measured, some))),
    `Building and keeping:`,
    table(
      [
        'engine',
        'build s',
        'words/s, tokenized',
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
          `\`lectern ingest\` of transcripts, whole commands: ${seconds(measured.updates.first)} s from nothing, ${seconds(measured.updates.edited)} s after one edit (the median of ${EDITS}), ${seconds(measured.updates.added)} s after one added talk.`,
        ]
      : []),
    `${checked.counted} totals compared with reading every text; faults: ${checked.faults.length}. Misspelt queries that found something: ${[...checked.typosFound].map(([name, share]) => `${name} ${Math.round(share * 100)} %`).join(', ')}.`,
  ]
}

/** Columns that fit beside each other. */
function groupsOf(columns: readonly string[]): string[][] {
  const groups: string[][] = []
  for (let from = 0; from < columns.length; from += COLUMNS) groups.push(columns.slice(from, from + COLUMNS))
  return groups
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
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
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
