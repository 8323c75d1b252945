import type { Kind } from './kinds.js'
import type { Memory } from './messages.js'
import type { BuildFacts } from './peer.js'
import { ratioAt, type Timings } from './timing.js'
import type { Updates } from './update.js'

/** Everything that was measured. */
export interface Measured {
  readonly talks: number
  readonly timings: Timings
  /** By engine. */
  readonly built: ReadonlyMap<string, BuildFacts>
  readonly memory: ReadonlyMap<string, Memory>
  /** Milliseconds to the first answer. */
  readonly firstAnswer: ReadonlyMap<string, number>
  readonly overlap: number | null
  readonly updates: Updates | null
}

/** A line of the table of gates. */
export interface Goal {
  readonly what: string
  /** Null where this run cannot tell. */
  readonly value: number | null
  /** The same against the peer's ten best passages alone. */
  readonly harder?: number | null
  readonly gate: number
  readonly goal: number
  /** Larger is better, or smaller. */
  readonly wants: 'more' | 'less'
  readonly unit: string
}

/** Talks of the two collections that gates are about. */
export const SMALL = 1000
export const LARGE = 10_000

const P95 = 0.95
const AT_LARGE: readonly (readonly [Kind, number, number])[] = [
  ['common', 5, 10],
  ['rare', 5, 10],
  ['topical', 5, 10],
  ['prefix', 5, 10],
  ['phrase', 4, 10],
  ['stop words', 20, 100],
]
const AT_SMALL: readonly (readonly [Kind, number, number])[] = [
  ['common', 5, 20],
  ['rare', 5, 20],
  ['topical', 5, 20],
  ['prefix', 5, 20],
  ['typo', 5, 20],
  ['phrase', 100, 100],
]

/** Judges a run: like is compared with like, whole answers with whole answers. */
export function judge(measured: Measured): Goal[] {
  const { timings, built, memory, firstAnswer, overlap, updates } = measured
  const ratio = (kind: Kind, peer: string): number | null => {
    const ours = timings.get(kind)?.get('lectern')
    const theirs = timings.get(kind)?.get(peer)
    const value = ours && theirs ? ratioAt(P95, ours, theirs) : Number.NaN
    return Number.isFinite(value) ? value : null
  }
  const faster = (peer: string, alone: string, rows: typeof AT_LARGE): Goal[] =>
    rows.map(([kind, gate, goal]) => ({
      what: `${kind}, p95 against ${peer}`,
      value: ratio(kind, peer),
      harder: ratio(kind, alone),
      ...{ gate, goal, wants: 'more', unit: '×' },
    }))
  const speed = (name: string): number | null => {
    const facts = built.get(name)
    return facts?.tokenizing === undefined ? null : facts.words / (facts.seconds - facts.tokenizing)
  }
  const bytes = [built.get('lectern')?.bytes, built.get('fts5')?.bytes]
  const settled = memory.get('lectern')?.settled
  const first = firstAnswer.get('lectern')
  const [words, plainWords] = [speed('lectern'), speed('minisearch alone')]
  return [
    ...(measured.talks > SMALL
      ? faster('fts5', 'fts5, top ten', AT_LARGE)
      : faster('minisearch', 'minisearch alone', AT_SMALL)),
    less(
      'bytes of postings, positions and dictionary against fts5',
      divided(bytes[0], bytes[1]),
      0.4,
      0.31,
      '×',
    ),
    less('serving process, settled', settled === undefined ? null : settled / 1e6, 500, 350, ' MB'),
    less('open to first answer', first === undefined ? null : first / 1000, 1, 0.25, ' s'),
    {
      what: 'build against minisearch alone, words/s after tokenizing',
      value: divided(words, plainWords),
      ...{ gate: 8, goal: 15, wants: 'more', unit: '×' },
    },
    {
      what: 'base scores: best 20 equal to minisearch, ties aside',
      value: overlap,
      ...{ gate: 0.995, goal: 1, wants: 'more', unit: '' },
    },
    less('update after one edit', updates?.edited ?? null, 3, 2, ' s'),
    less('update after one added talk', updates?.added ?? null, 3, 2, ' s'),
  ]
}

function less(what: string, value: number | null, gate: number, goal: number, unit: string): Goal {
  return { what, value, gate, goal, wants: 'less', unit }
}

function divided(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null || b == null ? null : a / b
}

/** What became of a line: `–` where it was not measured. */
export function verdictOf({ value, gate, goal, wants }: Goal): 'goal' | 'gate' | 'MISSED' | '–' {
  if (value === null) return '–'
  const reaches = (bound: number): boolean => (wants === 'more' ? value >= bound : value <= bound)
  return reaches(goal) ? 'goal' : reaches(gate) ? 'gate' : 'MISSED'
}
