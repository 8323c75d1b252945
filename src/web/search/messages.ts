import type { SearchAnswer, SearchRequest } from '../../search/answer.js'
import type { FindAnswer, FindRequest } from '../../search/findInTalk.js'
import type { ListRequest, MomentList } from '../../search/momentList.js'
import type { SuggestAnswer, SuggestRequest } from '../../search/suggest.js'
import type { Generation } from '../../store/generations.js'

/** One generation to be searched, as it is handed to the search thread. */
export interface Session {
  readonly number: number
  readonly generation: Generation
  readonly indexDir: string
  readonly basePath: string
  /** Files of the index that are opened whole, by hash, in memory that both sides see. */
  readonly whole: ReadonlyMap<string, SharedArrayBuffer>
}

/** What can be asked of one generation. */
export interface ArchiveSearch {
  answer(request: SearchRequest): Promise<SearchAnswer>
  suggest(request: SuggestRequest): Promise<SuggestAnswer>
  list(request: ListRequest): Promise<MomentList>
  /** Finds words inside one talk. */
  find(request: FindRequest): Promise<FindAnswer>
}

/** A question by its name, and its answer. */
export type Question = {
  [Name in keyof ArchiveSearch]: {
    readonly name: Name
    readonly request: Parameters<ArchiveSearch[Name]>[0]
  }
}[keyof ArchiveSearch]
export type Answer = Awaited<ReturnType<ArchiveSearch[keyof ArchiveSearch]>>

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
