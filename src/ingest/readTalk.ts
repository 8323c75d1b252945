import type { Talk, TalkContent, TranscriptHead } from '../archive/event.js'
import type { Image, MediaFile } from '../archive/media.js'
import type { Problem } from '../archive/problem.js'
import type { ObjectRef } from '../store/objects.js'
import { chooseDeck } from './decks.js'
import type { FileFacts } from './extract.js'
import type { StoredImage } from './pictures.js'
import type { PlannedTalk } from './plan.js'
import type { PreviousPages } from './previousPages.js'
import { defined, type PlannedFile } from './talkFiles.js'
import { chooseTranscripts, headOf } from './transcripts.js'

/** Raised whenever the same files give another record or other words: all talks are then put together again. */
export const TALK_VERSION = 4

/** What a talk's files say, without its words: those are an object. Small enough to keep for every talk. */
export interface ReadTalk {
  /** By the file's id. */
  readonly files: Readonly<Record<string, Pick<MediaFile, 'sha256' | 'duration' | 'width' | 'height'>>>
  readonly transcripts: readonly TranscriptHead[]
  readonly deck?: Talk['deck']
  readonly poster?: Image
  /** Every picture that is referred to. */
  readonly images: readonly ObjectRef[]
  /** Absent where there are none. */
  readonly words?: StoredWords
  readonly problems: readonly Problem[]
}

/** The words of a talk in the object store. */
export interface StoredWords {
  readonly content: ObjectRef
  /** Changes whenever what can be found changes. */
  readonly key: string
}

/**
 * Puts together what a talk's files say. Pure: the same input gives the same record.
 * @param language of words of which nobody says in what language they are
 * @param previous stands in for pictures of pages that are not drawn yet
 */
export function assembleFiles(
  planned: PlannedTalk,
  facts: ReadonlyMap<string, FileFacts>,
  language: string,
  previous: PreviousPages = () => undefined,
): { readonly read: ReadTalk; readonly content: TalkContent | null } {
  const problems: Problem[] = []
  const images = new Map<string, number>()
  const useImage = ({ object, bytes, width, height, small, smallBytes }: StoredImage): Image => {
    images.set(object, bytes)
    if (small === undefined || smallBytes === undefined) return { object, width, height }
    images.set(small, smallBytes)
    return { object, width, height, small }
  }
  const factsOf = (file: PlannedFile): FileFacts => facts.get(file.path ?? '') ?? {}
  const transcripts = chooseTranscripts(planned.files, factsOf, language, problems)
  const chosen = chooseDeck(planned.files, factsOf)
  const slides = chosen?.slides ?? []
  // Pictures of hidden pages are kept too, or the deck would be drawn anew every time.
  const pages = new Map([...(chosen?.pictures ?? [])].map(([page, image]) => [page, useImage(image)]))
  for (const slide of slides) {
    const image = pages.has(slide.page) ? undefined : previous(chosen?.file.id ?? '', slide)
    if (image) pages.set(slide.page, useImage(image))
  }
  const poster = planned.files.map((file) => factsOf(file).poster).find((known) => known !== undefined)
  const read: ReadTalk = {
    files: Object.fromEntries(planned.files.map((file) => [file.id, learnt(factsOf(file))])),
    transcripts: transcripts.map(headOf),
    ...defined({
      deck: chosen
        ? { file: chosen.file.id, pages: slides.length, ...defined({ cover: pages.get(1) }) }
        : undefined,
      poster: poster && useImage(poster),
    }),
    images: [...images].map(([hash, bytes]) => ({ hash, bytes })),
    problems,
  }
  if (transcripts.length === 0 && !chosen) return { read, content: null }
  const timings = [...(planned.manifest?.slideTimings ?? [])].sort((a, b) => a.start - b.start)
  const recorded = Math.max(0, ...planned.files.map((file) => factsOf(file).probe?.duration ?? 0))
  const content: TalkContent = {
    talk: planned.id,
    transcripts,
    slideTrack: timings.map(({ page, start: from }, index) => ({
      start: from,
      end: timings[index + 1]?.start ?? Math.max(recorded, from),
      page,
      source: 'manual',
      confidence: 1,
    })),
    ...(chosen && {
      deck: {
        file: chosen.file.id,
        slides: slides.map((slide) => ({ ...slide, ...defined({ image: pages.get(slide.page) }) })),
      },
    }),
  }
  return { read, content }
}

function learnt({ sha256, probe }: FileFacts): ReadTalk['files'][string] {
  return defined({ sha256, duration: probe?.duration, width: probe?.width, height: probe?.height })
}
