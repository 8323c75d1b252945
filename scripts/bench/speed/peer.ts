import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { packageRoot } from '../../../src/packageRoot.js'
import type { Corpus } from './corpus.js'
import type { BenchQuery, Kind } from './kinds.js'

/**
 * What an engine was timed at: the whole of what our answer holds (groups by talk, exact totals, named facet values, the
 * moments of ten results), or its ten best passages only.
 */
export type Shape = 'whole answer' | 'top ten'

/** What an engine found. */
export interface Found {
  /** Talks and events in all; null where the shape does not count them. */
  readonly total: number | null
  readonly results: number
  /** What the best result shows of its text, where the shape shows any. */
  readonly shown?: string
}

/** An engine that can be asked. */
export interface Peer {
  readonly kinds: ReadonlySet<Kind>
  /** May throw: that fails the run. */
  ask(query: BenchQuery): Found | Promise<Found>
  /** The passages that score best, by MiniSearch's formula alone, down to what ties with the twentieth. */
  readonly base?: (words: readonly string[]) => Promise<readonly ScoredPassage[]>
}

export interface ScoredPassage {
  readonly id: string
  readonly score: number
}

/**
 * What building an index took. The clock of our engines runs from passages in memory to the bytes of the whole index:
 * words, what repeats what, the records that are shown, and sums over all of it. That of an engine in memory runs from
 * texts in memory to an index that can be asked. Neither writes files; the other keeps no texts, so that a comparison
 * is in its favour.
 */
export interface BuildFacts {
  /** Seconds in all, making the corpus aside. */
  readonly seconds: number
  /**
   * Of them, cutting text into words, with the engine's own tokenizer in a pass that is not in `seconds`; absent where
   * it cannot be told apart.
   */
  readonly tokenizing?: number
  readonly words: number
  /** Postings, positions and dictionary; texts and places aside. Absent where an engine keeps no such bytes. */
  readonly bytes?: number
}

/** An engine as the bench builds it: once in a process of its own, then opened in another. */
export interface PeerKind {
  readonly name: string
  readonly shapes: readonly Shape[]
  /** Whether the index is kept in a file. Otherwise `open` builds it. */
  readonly build?: (corpus: Corpus, folder: string) => Promise<BuildFacts>
  /** Opens what `build` left in this folder of the bench's; the engine's own name unless it shares another's. */
  readonly folder?: string
  /** Opens what was built, for each shape. Only who needs the corpus pays for it. */
  open(corpus: () => Corpus, folder: string): Promise<Opened>
}

export interface Opened {
  readonly shapes: Readonly<Partial<Record<Shape, Peer>>>
  readonly built?: BuildFacts
}

const PEERS = path.join(packageRoot, 'scripts/bench/package.json')

/**
 * A package of scripts/bench, which a normal install leaves out.
 * @throws with the command that installs it
 */
export async function loadPeer(name: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(createRequire(PEERS).resolve(name)).href)
  } catch (cause) {
    throw new Error(`${name} cannot be loaded; install the peers with: npm ci --prefix scripts/bench`, {
      cause,
    })
  }
}
