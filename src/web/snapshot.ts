import type { Catalogue } from '../archive/catalogue.js'
import type { TalkContent } from '../archive/event.js'
import type { Phase } from '../archive/progress.js'
import type { SearchAnswer, SearchRequest } from '../search/answer.js'

/** One generation of the archive. A request takes one at its start and uses only that. */
export interface Snapshot {
  readonly generation: number
  readonly catalogue: Catalogue
  readonly search: { answer(request: SearchRequest): Promise<SearchAnswer> }
  /** The words of a talk by its full id; null when it has none. */
  content(talkId: string): Promise<TalkContent | null>
  /** The absolute path of an image that this generation uses, else null. */
  object(hash: string): string | null
}

/** Where the site's data comes from: the generation being served, and what the ingest beside it is doing. */
export interface ArchiveSource {
  /** Null before the first generation. */
  current(): Snapshot | null
  status(): IngestStatus
}

/** What the ingest is doing now. */
export interface IngestStatus {
  readonly running: boolean
  readonly phase?: Phase
  readonly done?: number
  readonly total?: number
  /** What is being read, for people. */
  readonly item?: string
  readonly notices: readonly string[]
  /** Why the last ingest could not run at all. */
  readonly failed?: string
  readonly problems: { readonly errors: number; readonly warnings: number }
}
