import { realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Problem } from '../archive/problem.js'
import type { IngestEvent, IngestSummary } from '../archive/progress.js'
import { findMediaTools } from '../media/tools.js'
import { DEFAULT_ENGINE, ENGINES } from '../search/engines.js'
import type { EngineName } from '../settings.js'
import { openStore } from '../store/generations.js'
import { IndexLocked, lockIndex } from '../store/lock.js'
import { createCache } from './cache.js'
import { checkedObjects } from './checkedObjects.js'
import { findFiles } from './find.js'
import type { FoundAhead } from './findAhead.js'
import { clearTemporaryFolder, keepApart, temporaryFolderOf } from './folders.js'
import { openHashes } from './hashes.js'
import { openKnownTalks } from './knownTalks.js'
import { findNamesakes } from './persons.js'
import { planIngest, type Plan } from './plan.js'
import { publish, type Published } from './publish.js'
import { createTalkReading, type TalkReading } from './readTalks.js'

export interface IngestOptions {
  /** The organizer's folder; never written to. */
  readonly mediaDir: string
  /** Created where it does not exist. */
  readonly indexDir: string
  /** What lies in the media folder, where that was begun to be listed before. */
  readonly found?: FoundAhead
  /** Start again from nothing but the files: no cache, one generation. */
  readonly compact?: boolean
  /** The search engine's name; the default one unless told otherwise. */
  readonly engine?: EngineName
  /** Only look for problems: no pictures are made, and persons who may be one are named. */
  readonly checking?: boolean
  /** While another ingest is at work on the index, wait for its end instead of giving up. */
  readonly wait?: boolean
  readonly env?: NodeJS.ProcessEnv
  /** When it was asked for, on the clock of `performance.now()`; now unless told otherwise. */
  readonly began?: number
  readonly onEvent?: (event: IngestEvent) => void
}

export interface IngestResult {
  readonly summary: IngestSummary
  readonly problems: readonly Problem[]
}

/** The media folder is not there: nothing was changed. */
export class MediaMissing extends Error {
  override readonly name = 'MediaMissing'
}

/**
 * Reads the media folder into the index: find, plan, read text, publish, read pictures, publish.
 * Problems in inputs are data; one bad file never stops the others.
 * @throws {MediaMissing} without a media folder, {WrongSetting} when it lies in the index folder, {IndexLocked} when
 * another ingest is at work.
 */
export async function ingest(options: IngestOptions): Promise<IngestResult> {
  const began = options.began ?? performance.now()
  const emit = options.onEvent ?? ((): void => undefined)
  const mediaRoot = await openMediaRoot(options.mediaDir)
  const { index } = await keepApart(mediaRoot, options.indexDir)
  const { unlock, waited } = await takeIndex(options, emit)
  try {
    await clearTemporaryFolder(options.indexDir)
    const tools = await findMediaTools(options.env)
    if (tools.notice) emit({ type: 'notice', message: tools.notice })
    const store = openStore(options.indexDir)
    const engine = options.engine === undefined ? DEFAULT_ENGINE : ENGINES[options.engine]
    const anew = options.compact === true
    const cache = createCache(options.indexDir, anew)
    const kept = (name: string): string => path.resolve(options.indexDir, 'cache', name)
    const hashes = await openHashes(mediaRoot, kept('hashes.json'), anew)
    const objectHashes = await openHashes(path.resolve(options.indexDir), kept('objects.json'), anew)
    const objects = checkedObjects(store.objects, options.indexDir, objectHashes)
    const known = await openKnownTalks(kept('talks.json'), cache, objects, anew)

    emit({ type: 'phase', phase: 'find' })
    // What was found before others were waited for is old.
    const found = (waited ? null : await options.found?.()) ?? (await findFiles(mediaRoot, index))
    const plan = await planIngest(found, mediaRoot, cache)
    const reading = createTalkReading({
      ...{ plan, mediaRoot, tools, cache, hashes, objects, store, known },
      pictures: options.checking !== true,
      onProgress: (phase, done, total, item) => {
        emit({ type: 'progress', phase, done, total, item })
      },
    })
    const publishNow = async (): Promise<Published> => {
      emit({ type: 'phase', phase: 'publish' })
      const published = await publish({ store, objects, engine, anew }, plan, reading.talks)
      const summary = summarize(published, reading, plan, began)
      emit({ type: 'published', generation: published.number, summary })
      return published
    }
    const keepWhatIsKnown = async (): Promise<void> => {
      for (const one of [hashes, objectHashes, known]) await one.save()
    }

    emit({ type: 'phase', phase: 'text' })
    await reading.readText()
    let published = await publishNow()
    if (reading.mediaLeft > 0) {
      // Pictures may take hours: an ingest that is killed while it makes them need not read the text again.
      await keepWhatIsKnown()
      emit({ type: 'phase', phase: 'images' })
      await reading.readMedia()
      const text = published
      published = await publishNow()
      published = { ...published, changed: published.changed || text.changed }
    }

    await cache.collect()
    await keepWhatIsKnown()
    // A generation back is kept for a server that still shows it, unless it holds what must no longer be shown.
    if (options.compact === true) published = { ...published, number: await store.renumber() }
    await store.collect({ keepPrevious: options.compact !== true && !plan.withholds })

    const proposals = options.checking === true ? findNamesakes(plan) : []
    const problems = inOrder([...plan.problems, ...problemsOf(reading), ...proposals])
    const summary = summarize(published, reading, plan, began)
    emit({ type: 'done', summary, problems })
    return { summary, problems }
  } finally {
    await rm(temporaryFolderOf(options.indexDir), { recursive: true, force: true })
    await unlock()
  }
}

const TRY_AGAIN_MS = 500

async function takeIndex(
  { indexDir, wait }: IngestOptions,
  emit: (event: IngestEvent) => void,
): Promise<{ readonly unlock: () => Promise<void>; readonly waited: boolean }> {
  for (let waited = false; ; waited = true) {
    try {
      return { unlock: await lockIndex(indexDir), waited }
    } catch (error) {
      if (wait !== true || !(error instanceof IndexLocked)) throw error
      if (!waited) emit({ type: 'notice', message: `Waiting: ${error.message}` })
      await sleep(TRY_AGAIN_MS)
    }
  }
}

async function openMediaRoot(mediaDir: string): Promise<string> {
  const root = path.resolve(mediaDir)
  const found = await stat(root).catch(() => null)
  if (found?.isDirectory() !== true) {
    throw new MediaMissing(
      `there is no media folder at ${root}; make it, or name another with --media or LECTERN_MEDIA`,
    )
  }
  return realpath(root)
}

function problemsOf({ talks }: TalkReading): Problem[] {
  return [...talks.values()].flatMap(({ problems }) => problems)
}

function summarize(published: Published, reading: TalkReading, plan: Plan, began: number): IngestSummary {
  const { catalogue } = published
  const all = inOrder([...plan.problems, ...problemsOf(reading)])
  const heads = catalogue.talks.flatMap((talk) => talk.transcripts)
  const recordings = catalogue.talks.map((talk) =>
    Math.max(0, ...talk.files.map((file) => file.duration ?? 0)),
  )
  return {
    generation: published.number,
    changed: published.changed,
    events: catalogue.events.length,
    talks: catalogue.talks.length,
    transcripts: heads.length,
    cues: sum(heads.map((head) => head.cues)),
    words: sum(heads.map((head) => head.words)),
    decks: catalogue.talks.filter((talk) => talk.deck).length,
    slides: sum(catalogue.talks.map((talk) => talk.deck?.pages ?? 0)),
    passages: published.passages,
    recorded: sum(recordings),
    filesRead: reading.filesRead,
    filesCached: reading.filesCached,
    errors: all.filter((problem) => problem.severity === 'error').length,
    warnings: all.filter((problem) => problem.severity === 'warning').length,
    took: (performance.now() - began) / 1000,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** By file, then by place in it; what two readings of one file both say is said once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...once.values()].sort(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  )
}
