import type { SearchAnswer, SearchRequest } from '../../search/answer.js'
import type { FindAnswer, FindRequest } from '../../search/findInTalk.js'
import type { ListRequest, MomentList } from '../../search/momentList.js'
import type { SuggestAnswer, SuggestRequest } from '../../search/suggest.js'
import type { Generation } from '../../store/generation.js'

/** A file of the index in memory that both sides see. */
export interface SharedFile {
  readonly memory: SharedArrayBuffer
  /** Set by the site once a session with it has opened; the thread gets the value of that moment, and fills it if need be. */
  isFilled: boolean
}

/** One generation to be searched, as it is handed to the search thread. */
export interface Session {
  readonly number: number
  readonly generation: Generation
  readonly indexDir: string
  readonly basePath: string
  /** Files of the index that are opened whole, by hash: they outlast the thread. */
  readonly whole: ReadonlyMap<string, SharedFile>
}

/** The answer to a search as the API sends it. */
export interface SearchDocument {
  /** JSON in UTF-8, alone in its memory: that is handed from thread to thread. */
  readonly json: Uint8Array<ArrayBuffer>
  /** An entity tag: the same for the same answer, however long it took; weak, since that time is in the document. */
  readonly tag: string
  readonly tookMs: number
}

/** What the search thread is asked of one generation. */
export interface AskedSearch {
  document(request: SearchRequest): Promise<SearchDocument>
  suggest(request: SuggestRequest): Promise<SuggestAnswer>
  list(request: ListRequest): Promise<MomentList>
  /** Finds words inside one talk. */
  find(request: FindRequest): Promise<FindAnswer>
}

/** What can be asked of one generation. */
export interface ArchiveSearch extends AskedSearch {
  answer(request: SearchRequest): Promise<SearchAnswer>
}

/** A question by its name, and its answer. */
export type Question = {
  [Name in keyof AskedSearch]: {
    readonly name: Name
    readonly request: Parameters<AskedSearch[Name]>[0]
  }
}[keyof AskedSearch]
export type Answer = Awaited<ReturnType<AskedSearch[keyof AskedSearch]>>

/** What the search thread is told. */
export type ToThread =
  | { readonly type: 'open'; readonly session: Session }
  | { readonly type: 'close'; readonly session: number }
  | { readonly type: 'ask'; readonly id: number; readonly session: number; readonly question: Question }

/** What it says. */
export type FromThread =
  | { readonly type: 'opened'; readonly session: number; readonly error?: string }
  | { readonly type: 'answered'; readonly id: number; readonly answer: Answer }
  /** `unusable` when the index is to blame: gone, or damaged. */
  | { readonly type: 'failed'; readonly id: number; readonly error: string; readonly unusable: boolean }
