import type { Catalogue } from '../archive/catalogue.js'
import type { TalkContent } from '../archive/event.js'
import type { Phase } from '../archive/progress.js'
import type { ArchiveSearch } from './search/messages.js'

/** One generation of the archive. A request takes one at its start and uses only that. */
export interface Snapshot {
  readonly generation: number
  readonly catalogue: Catalogue
  readonly search: ArchiveSearch
  /** The words of a talk by its full id; null when it has none, or when they cannot be read any more. */
  content(talkId: string): Promise<TalkContent | null>
  /** The absolute path of an image that this generation uses, else null. */
  object(hash: string): string | null
}

/** Where the site's data comes from: the generation being served, and what the ingest beside it is doing. */
export interface ArchiveSource {
  /** Null before the first generation. */
  current(): Snapshot | null
  status(): IngestStatus
  /** What is wrong with the index that is served from, null when nothing is. */
  trouble(): Trouble | null
}

/** The index is not as it should be, although the site goes on with what it has in memory. */
export interface Trouble {
  /** `gone`: pictures and most talks' words are missing; `refused`: a newer generation could not be opened. */
  readonly kind: 'gone' | 'refused'
  /** For the operator, on one line; no paths. */
  readonly message: string
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
