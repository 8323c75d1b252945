import type { Passage } from '../archive/moment.js'
import type { Token } from './analyzer.js'
import type { KnownWord } from './dictionary.js'

/** A word or a phrase to look for: its tokens by position, alternatives side by side as the analyzer gives them. */
export interface Wanted {
  readonly tokens: readonly Token[]
  /** Its last word also stands for longer ones. */
  readonly prefix: boolean
  /** Also words that differ in number or tense, less. */
  readonly inflected: boolean
  /** Also words a typo away. */
  readonly fuzzy: boolean
}

/** One word of the index and nothing else. */
export function exactWord(term: string): Wanted {
  const token = { term, start: 0, end: term.length, position: 0, span: 1, weak: false }
  return { tokens: [token], prefix: false, inflected: false, fuzzy: false }
}

/**
 * What an engine is asked: passages with any of the words, in which every phrase begins, and that nothing excluded
 * touches. Without words and phrases it is every passage, with score 0.
 */
export interface EngineQuery {
  /** At most 32. */
  readonly words: readonly Wanted[]
  readonly phrases: readonly Wanted[]
  readonly without: readonly Wanted[]
  /** Words that nobody is found by, and that rank what others find: stop words, of one token each. */
  readonly minor: readonly Wanted[]
  /** All words as they were typed, one after the other: what says just that ranks before what has its words apart. */
  readonly verbatim?: Wanted | undefined
  /** On the clock of `performance.now()`: what was found until then is the answer. */
  readonly deadline: number
}

/**
 * A place of a word inside a unit, in word positions; `end` is exclusive. One place for each position, with what its
 * spelling is worth: 1 as it was written.
 */
export type PlaceVisitor = (
  index: number,
  word: number,
  position: number,
  end: number,
  weight: number,
) => void

/** What answers: parallel columns in the order of units, which is the order of reading inside each group. */
export interface EngineHits {
  /** Each is in the archive. */
  readonly units: Uint32Array
  /** BM25+ and what expansion costs; comparable within one answer only. */
  readonly scores: Float32Array
  /** Which words of the query matched, a bit each. */
  readonly words: Uint32Array
  /** Units in which the words begin as they were typed, in order; none where an engine cannot tell it quickly. */
  readonly verbatim: Uint32Array
  /** The deadline came first: there may be more. */
  readonly truncated: boolean
  /** The indexed words that stand for a term of the query. */
  readonly spellings: ReadonlyMap<string, readonly string[]>
  /** By word of the query, in how many passages it is as it was written (or longer, where it may go on), at most. */
  readonly asWritten: readonly number[]
  /**
   * Tells every place of some words in some units, given in ascending order; a word's places in a unit ascend.
   * @param words numbers of the query's words; its minor ones are counted on from them
   */
  visitPlaces(units: Uint32Array, words: readonly number[], visit: PlaceVisitor): void
}

/** All passages as columns. A unit is a passage's number; a group is a talk, or what belongs to an event alone. */
export interface PassageTable {
  readonly units: number
  /** Full talk ids and event ids, by group. */
  readonly groups: readonly string[]
  /** The units of a group: `[start, end)`. */
  readonly groupStarts: Uint32Array
  readonly groupEnds: Uint32Array
  /** By unit; `NO_GROUP` for one that is no longer in the archive. */
  readonly groupOf: Uint32Array
  /** All groups in the order of their units. */
  readonly groupOrder: GroupOrder
  /** By unit its kind, flags and language; see `traits.ts`. */
  readonly traits: Uint16Array
  /** The languages that traits name, '' for none first; at most `MOST_LANGUAGES`. */
  readonly languages: readonly string[]
  /** By unit, its different words. */
  readonly lengths: Uint16Array
  /** The earlier units of its group that say the same, for a unit that `REPEATS`. */
  repeats(unit: number): readonly number[]
  /** @throws when it cannot be read */
  read(unit: number): Passage
}

/** Groups in the order of their units, and where each ends: parallel columns. */
export interface GroupOrder {
  readonly groups: Uint32Array
  readonly ends: Uint32Array
}

export const NO_GROUP = 0xffff_ffff

/** A searchable set of passages. It throws when it cannot answer: never an empty list in place of an error. */
export interface SearchEngine {
  readonly name: string
  readonly passages: PassageTable
  find(query: EngineQuery): EngineHits
  /** In how many passages a word is. */
  passagesWith(term: string): number
  /** Indexed words a typo away from a word, in order of nearness. */
  near(term: string): readonly KnownWord[]
  /** Other forms of a word that are said in a language which has them, the most frequent. */
  forms(term: string): readonly string[]
  /** The most frequent indexed words that begin so, with the word itself. */
  complete(prefix: string): readonly string[]
}

/** A talk or event to be indexed. */
export interface IndexedGroup {
  readonly id: string
  /** Changes whenever its passages would. */
  readonly key: string
  /** In the order of reading; asked for only when they are not indexed already. */
  readonly passages: () => readonly Passage[] | Promise<readonly Passage[]>
}

/** An immutable file of the index, by the SHA-256 of what it holds. */
export interface FileRef {
  readonly hash: string
  readonly bytes: number
}

/** Where an engine reads its files. */
export interface IndexReader {
  /** @throws when it is missing or damaged */
  read(ref: FileRef): Promise<Uint8Array>
  /**
   * A large file's bytes, which are not checked, at the beginning of their memory.
   * @throws when it is missing or cut short
   */
  readWhole(ref: FileRef): Promise<Uint8Array>
  /**
   * Some bytes of a file; `end` is exclusive.
   * @throws when it is missing or does not hold them
   */
  readAt(ref: FileRef, start: number, end: number): Uint8Array
}

/** Where an engine keeps its files. */
export interface IndexFiles extends IndexReader {
  put(bytes: Uint8Array): Promise<FileRef>
}

/** An index as it is kept: a small file that names the others. */
export interface EngineIndex {
  readonly main: FileRef
  /** Files that are opened whole, and stay in memory. */
  readonly whole: readonly FileRef[]
  /** Files that are read in parts, when something of them is shown. */
  readonly parts: readonly FileRef[]
}

/** An index as an update leaves it. */
export interface UpdatedIndex extends EngineIndex {
  /** How many passages it has. */
  readonly passages: number
}

/** How an engine keeps its index. */
export interface EngineKind {
  readonly name: string
  /** Part of the index format: files of another version are refused. */
  readonly version: number
  /**
   * The index of exactly these groups, made from the one before where there is one that this version can use.
   * The answers are those of an index made anew.
   * @param purge ids of groups whose words must not stay in any file
   */
  update(
    groups: readonly IndexedGroup[],
    previous: EngineIndex | null,
    files: IndexFiles,
    purge?: ReadonlySet<string>,
  ): Promise<UpdatedIndex>
  /**
   * Reads each of the index's `whole` files with `readWhole`, so that its memory can be shared.
   * @throws when the files are not a whole index of this version.
   */
  open(index: EngineIndex, files: IndexReader): Promise<SearchEngine>
}
