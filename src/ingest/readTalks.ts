import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'

import type { Phase } from '../archive/progress.js'
import type { MediaTools } from '../media/tools.js'
import { keyOfContent } from '../search/indexedGroups.js'
import type { Store } from '../store/generations.js'
import { sha256, type ObjectStore } from '../store/objects.js'
import type { ExtractionCache } from './cache.js'
import { createExtraction, isSmall, READ_FAILED, type Extraction } from './extract.js'
import type { FileHashes } from './hashes.js'
import type { KnownTalks } from './knownTalks.js'
import { languageOf, type Plan, type PlannedEvent, type PlannedTalk } from './plan.js'
import { previousPages } from './previousPages.js'
import { assembleFiles, TALK_VERSION, type ReadTalk } from './readTalk.js'

/** Reads the talks of a plan, one after the other, and keeps of each its record; the words go to the object store. */
export interface TalkReading {
  /** What is known of each talk so far, by id. */
  readonly talks: ReadonlyMap<string, ReadTalk>
  readonly filesRead: number
  readonly filesCached: number
  /** How many files `readMedia` would still read. */
  readonly mediaLeft: number
  /** Transcripts and decks, and what earlier ingests learned of recordings. Unchanged talks are not read at all. */
  readText(): Promise<void>
  /** Durations, posters and slide pictures of all other files. */
  readMedia(): Promise<void>
}

export interface TalkReadingOptions {
  readonly plan: Plan
  readonly mediaRoot: string
  readonly tools: MediaTools
  readonly cache: ExtractionCache
  readonly hashes: FileHashes
  readonly objects: ObjectStore
  readonly store: Store
  readonly known: KnownTalks
  /** Whether posters and slide pictures are made. */
  readonly pictures: boolean
  readonly onProgress: (phase: Phase, done: number, total: number, item: string) => void
}

/** One of the two is what is to be done; what was done before is recalled. */
interface Step {
  readonly onText?: (path: string) => void
  readonly onMedia?: (path: string) => void
}

interface Job {
  readonly talk: PlannedTalk
  readonly event: PlannedEvent
}

export function createTalkReading(options: TalkReadingOptions): TalkReading {
  const { plan, tools, cache, hashes, objects, store, known, pictures } = options
  const talks = new Map<string, ReadTalk>()
  const read = new Set<string>()
  const recalled = new Set<string>()
  let unread = 0
  let left: { readonly job: Job; readonly files: number }[] = []
  const limit = pLimit(availableParallelism())
  // The words of few talks are in memory at a time, but always of enough to keep the cores at work.
  const talkLimit = pLimit(availableParallelism() * 2)

  const programs = [tools.ffmpeg, tools.ffprobe, tools.soffice, tools.pdftotext].map((tool) => tool !== null)

  const languageAt = ({ talk, event }: Job): string =>
    talk.manifest?.inLanguage ?? event.manifest?.inLanguage ?? languageOf(plan)

  /** Everything that the reading of a talk depends on; null while it is not known what is in its files. */
  const stateOf = (job: Job): string | null => {
    const files = job.talk.files.map(({ found, format, ...file }) => [
      ...[file, format?.id, format?.version],
      found && hashes.known(found),
    ])
    if (files.some(([, , , hash]) => hash === null)) return null
    const about = [TALK_VERSION, pictures, programs, languageAt(job), job.talk.manifest?.slideTimings]
    return sha256(JSON.stringify([about, files]))
  }

  /** Reads one talk; what of its recordings is not known yet is read only when asked for. */
  const readOne = async (job: Job, step: Step): Promise<void> => {
    const { talk } = job
    const watched = cache.watched()
    const extraction = createExtraction({
      ...{ talk, tools, hashes, objects, pictures, limit },
      ...{ mediaRoot: options.mediaRoot, cache: watched },
    })
    await extraction.readText(step.onText)
    await extraction.recallMedia()
    if (step.onMedia) await extraction.readMedia(step.onMedia)
    else if (extraction.mediaLeft > 0) left.push({ job, files: extraction.mediaLeft })
    count(extraction)
    const isWhole = extraction.mediaLeft === 0
    const previous = isWhole || !hasDeck(extraction) ? undefined : await previousPages(store, talk.id)
    const { read: record, content } = assembleFiles(talk, extraction.facts, languageAt(job), previous)
    const whole: ReadTalk = {
      ...record,
      problems: [...extraction.problems, ...record.problems],
      ...(content && {
        words: {
          content: await objects.put(Buffer.from(JSON.stringify(content))),
          key: keyOfContent(content),
        },
      }),
    }
    talks.set(talk.id, whole)
    const state = isWhole ? stateOf(job) : null
    const entries = watched.entries()
    if (state === null || entries === null || extraction.problems.some(({ code }) => code === READ_FAILED))
      return
    const files = new Set([...extraction.read, ...extraction.recalled]).size
    known.remember(talk.id, { state, read: whole, entries, files })
  }

  const count = (extraction: Extraction): void => {
    for (const path of extraction.read) read.add(path)
    for (const path of extraction.recalled) recalled.add(path)
  }

  /** Learns what is in small files that are new or were changed. */
  const hashSmall = async (jobs: readonly Job[]): Promise<void> => {
    const unknown = jobs.flatMap(({ talk }) =>
      talk.files.flatMap((file) =>
        file.found && isSmall(file) && hashes.known(file.found) === null ? [file.found] : [],
      ),
    )
    // One that cannot be read says so when it is its turn.
    await limit.map(unknown, (found) => hashes.of(found).catch(() => null))
  }

  /** Takes a talk over as an earlier ingest read it; false when it has to be read. */
  const recallOne = async (job: Job): Promise<boolean> => {
    const state = stateOf(job)
    const talk = state === null ? null : await known.recall(job.talk.id, state)
    if (!talk) return false
    talks.set(job.talk.id, talk.read)
    unread += talk.files
    return true
  }

  return {
    talks,
    get filesRead() {
      return read.size
    },
    get filesCached() {
      return unread + [...recalled].filter((path) => !read.has(path)).length
    },
    get mediaLeft() {
      return left.reduce((sum, { files }) => sum + files, 0)
    },
    async readText() {
      const all = plan.events.flatMap((event) => event.talks.map((talk): Job => ({ talk, event })))
      await hashSmall(all)
      const changed: Job[] = []
      // One after the other: each is mostly a few looks, and to queue them takes longer.
      for (const job of all) if (!(await recallOne(job))) changed.push(job)
      const total = sum(
        changed.map(({ talk }) => talk.files.filter((file) => file.found && isSmall(file)).length),
      )
      let done = 0
      const onText = (path: string): void => {
        options.onProgress('text', ++done, total, path)
      }
      await talkLimit.map(changed, (job) => readOne(job, { onText }))
    },
    async readMedia() {
      const jobs = left
      const total = sum(jobs.map(({ files }) => files))
      left = []
      let done = 0
      const onMedia = (path: string): void => {
        options.onProgress('images', ++done, total, path)
      }
      await talkLimit.map(jobs, ({ job }) => readOne(job, { onMedia }))
    },
  }
}

function hasDeck({ facts }: Extraction): boolean {
  return [...facts.values()].some(({ deck }) => deck !== undefined)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
