import path from 'node:path'
import type { LimitFunction } from 'p-limit'

import type { Problem } from '../archive/problem.js'
import type { Probe } from '../media/probe.js'
import type { MediaTools } from '../media/tools.js'
import type { ReadDeck } from '../readers/deckReader.js'
import type { Format } from '../readers/formats.js'
import type { OfficeFormat } from '../readers/office/libreOffice.js'
import type { ReadTranscript } from '../readers/readTranscript.js'
import type { ObjectStore } from '../store/objects.js'
import type { ExtractionCache, Outcome } from './cache.js'
import type { FoundFile } from './find.js'
import type { FileHashes } from './hashes.js'
import type { StoredImage } from './pictures.js'
import type { PlannedTalk } from './plan.js'
import { textReaderOf } from './readText.js'
import type { PlannedFile } from './talkFiles.js'

/** What was learned from one file so far. */
export interface FileFacts {
  sha256?: string
  transcript?: ReadTranscript
  deck?: ReadDeck
  probe?: Probe
  /** Pictures of a deck's pages. */
  pages?: readonly StoredImage[]
  /** The frame or picture that stands for the talk. */
  poster?: StoredImage
}

/** Reads the files of a talk, each at most once, and gathers what they say. */
export interface Extraction {
  /** By path relative to the media root. */
  readonly facts: ReadonlyMap<string, FileFacts>
  readonly problems: readonly Problem[]
  /** Paths of files that were read anew, and of those of which anything came from the cache. */
  readonly read: ReadonlySet<string>
  readonly recalled: ReadonlySet<string>
  /** Transcripts and decks: what search needs. Of other small files only the hash. */
  readText(onFile?: OnFile): Promise<void>
  /** Durations and pictures that an earlier ingest made already. */
  recallMedia(): Promise<void>
  /** How many files `readMedia` would still read. */
  readonly mediaLeft: number
  /** Durations, posters and slide pictures of all other files. */
  readMedia(onFile?: OnFile): Promise<void>
}

export interface ExtractionOptions {
  readonly talk: PlannedTalk
  readonly mediaRoot: string
  readonly tools: MediaTools
  readonly cache: Pick<ExtractionCache, 'reading' | 'kept'>
  readonly hashes: FileHashes
  readonly objects: ObjectStore
  /** Whether posters and slide pictures are made. */
  readonly pictures: boolean
  /** Of all talks together, how many files are read at a time. */
  readonly limit: LimitFunction
}

/** Called when a step is done with a file. */
type OnFile = (path: string) => void

const OFFICE_FORMATS: readonly OfficeFormat[] = ['pptx', 'odp', 'ppt']

/** A file that is here, and whether its talk has the deck as PDF: then nothing is converted. */
type LocalFile = PlannedFile & { readonly found: FoundFile; readonly besidePdf: boolean }

/** A file that fails is a problem and stops nothing. */
export function createExtraction(options: ExtractionOptions): Extraction {
  const { mediaRoot, tools, cache, hashes, limit } = options
  const files = localFiles(options.talk)
  const facts = new Map<string, FileFacts>(files.map((file) => [file.found.path, {}]))
  const problems: Problem[] = []
  const done = new Set<LocalFile>()
  const read = new Set<string>()
  const recalled = new Set<string>()

  /** Takes over what a file gave: facts, problems, counts. */
  const settle = (file: LocalFile, outcomes: Outcomes): void => {
    for (const [key, outcome] of Object.entries(outcomes)) {
      problems.push(...outcome.reading.problems)
      if (outcome.reading.value !== null)
        Object.assign(facts.get(file.found.path) ?? {}, { [key]: outcome.reading.value })
    }
    for (const { cached } of Object.values(outcomes)) (cached ? recalled : read).add(file.found.path)
  }

  /** Runs a job a file, in parallel, and turns whatever it throws into a problem of that file. */
  const forEachFile = async (
    chosen: readonly LocalFile[],
    onFile: OnFile | undefined,
    job: (file: LocalFile) => Promise<void>,
  ): Promise<void> => {
    await limit.map(chosen, async (file) => {
      try {
        await job(file)
      } catch (error) {
        problems.push(failure(file.found.path, error))
      }
      onFile?.(file.found.path)
    })
  }

  const hashOf = async (file: LocalFile): Promise<string> => {
    const sha256 = await hashes.of(file.found)
    Object.assign(facts.get(file.found.path) ?? {}, { sha256 })
    return sha256
  }
  const textOf = async ({ found, format, besidePdf }: LocalFile, hash: string): Promise<Outcomes> => {
    if (format?.id === 'ppt' && besidePdf) return {}
    const reader = textReaderOf(format, path.join(mediaRoot, found.path), found.path, tools)
    const what = readingName(format, found.path, tools)
    if (reader?.gives === 'deck') return { deck: await cache.reading(what, hash, found.path, reader.read) }
    if (reader) return { transcript: await cache.reading(what, hash, found.path, reader.read) }
    return {}
  }
  const mediaOf = async (
    file: LocalFile,
    hash: string,
    from: Pick<ExtractionCache, 'reading'>,
  ): Promise<Outcomes> => {
    const name = file.found.path
    const isRecording = !isSmall(file)
    const hasDeck = facts.get(name)?.deck !== undefined
    if (!isRecording && !hasDeck && file.role !== 'poster') return {}
    const pictures = options.pictures
      ? (await import('./pictures.js')).createPictures({ ...options, cache: from })
      : null
    if (pictures && file.role === 'poster') return { poster: await pictures.ofImage(name, hash) }
    if (pictures && hasDeck) {
      const office = officeFormat(file)
      if (!office) return { pages: await pictures.ofDeck(name, hash) }
      return file.besidePdf ? {} : { pages: await pictures.ofOfficeDeck(name, hash, office, tools.soffice) }
    }
    if (!isRecording) return {}
    const { PROBE_VERSION, probeMedia } = await import('../media/probe.js')
    // The name decides how browsers are told of it, and stands in the commands that mend it.
    const what = `probe@${PROBE_VERSION}-${tools.ffprobe ? 'ffprobe' : 'mediabunny'} ${name}`
    const probe = await from.reading(what, hash, name, () =>
      probeMedia(path.join(mediaRoot, name), name, tools),
    )
    if (!pictures || !probe.reading.value?.hasVideo || !tools.ffmpeg) return { probe }
    return { probe, poster: await pictures.ofVideo(name, hash, probe.reading.value.duration, tools.ffmpeg) }
  }

  return {
    facts,
    problems,
    read,
    recalled,
    get mediaLeft() {
      return files.length - done.size
    },
    readText: (onFile) =>
      forEachFile(files.filter(isSmall), onFile, async (file) => {
        const hash = await hashOf(file)
        if (file.role === 'transcript' || file.role === 'slides') settle(file, await textOf(file, hash))
      }),
    async recallMedia() {
      for (const file of files) {
        const hash = hashes.known(file.found)
        // What cannot be recalled is read anew, and says then what is wrong.
        const outcomes = hash === null ? null : await mediaOf(file, hash, cache.kept).catch(() => null)
        if (!outcomes || Object.values(outcomes).some((outcome) => !outcome.cached)) continue
        await hashOf(file)
        settle(file, outcomes)
        done.add(file)
      }
    },
    readMedia: (onFile) =>
      forEachFile(
        files.filter((file) => !done.has(file)),
        onFile,
        async (file) => {
          settle(file, await mediaOf(file, await hashOf(file), cache))
          done.add(file)
        },
      ),
  }
}

/** What reading a file gave, by the fact it is. */
type Outcomes = { readonly [K in keyof FileFacts]?: Outcome<NonNullable<FileFacts[K]>> }

/** What a reading of words is kept as: everything that it depends on besides what the file holds. */
function readingName(format: Format | null, path: string, tools: MediaTools): string {
  const reader = `${format?.id}@${format?.version}`
  if (format?.byPath) return `${reader} ${path}`
  const isPdf = format?.id === 'pdf' || format?.id === 'ppt'
  return isPdf && tools.pdftotext ? `${reader}-pdftotext` : reader
}

/** Recordings are left for later: hashing one may take longer than reading all the rest. */
export function isSmall(file: PlannedFile): boolean {
  return file.role !== 'video' && file.role !== 'audio'
}

function officeFormat({ format }: PlannedFile): OfficeFormat | null {
  return OFFICE_FORMATS.find((id) => id === format?.id) ?? null
}

function localFiles({ files }: PlannedTalk): LocalFile[] {
  const besidePdf = files.some((file) => file.role === 'slides' && file.format?.id === 'pdf' && file.found)
  return files.flatMap((file) => (file.found ? [{ ...file, found: file.found, besidePdf }] : []))
}

/** A file that could not be read: it is tried again next time. */
export const READ_FAILED = 'read-failed'

function failure(path: string, error: unknown): Problem {
  const message = `could not be read: ${error instanceof Error ? error.message : String(error)}`
  return {
    severity: 'error',
    code: READ_FAILED,
    path,
    message,
    hint: 'check that the file is there and may be read',
  }
}
