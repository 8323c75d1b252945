import type { CatalogueRecord, Event, Faq, Talk, TalkContent } from '../archive/event.js'
import type { Image } from '../archive/media.js'
import type { Problem } from '../archive/problem.js'
import { zonedTime } from '../readers/manifest/zonedTime.js'
import type { ObjectRef } from '../store/objects.js'
import type { FileFacts } from './extract.js'
import { chooseDeck } from './decks.js'
import { createPersons, type Persons } from './persons.js'
import type { StoredImage } from './pictures.js'
import type { Plan, PlannedEvent, PlannedTalk } from './plan.js'
import { defined, type PlannedFile } from './talkFiles.js'
import type { PreviousPages } from './previousPages.js'
import { createTopics, type Topics } from './topics.js'
import { chooseTranscripts, headOf } from './transcripts.js'

/** The archive as records, ready to be indexed and stored. */
export interface Assembled {
  readonly catalogue: CatalogueRecord
  /** One a talk that has words. */
  readonly contents: readonly TalkContent[]
  /** Every picture that is referred to. */
  readonly images: readonly ObjectRef[]
  readonly problems: readonly Problem[]
}

/**
 * Puts together what folders, manifests and files say. Pure: the same input gives the same records.
 * @param previous stands in for pictures of pages that are not drawn yet
 */
export function assemble(
  plan: Plan,
  facts: ReadonlyMap<string, FileFacts>,
  previous: PreviousPages = () => undefined,
): Assembled {
  const events = [...plan.events].sort(latestFirst)
  const context: Context = {
    facts,
    previous,
    persons: createPersons(events),
    topics: createTopics(plan.archive),
    images: new Map(),
    problems: [],
    language: plan.archive?.inLanguage ?? 'en',
  }
  const contents: TalkContent[] = []
  const talks = events.flatMap((event) =>
    event.talks.map((planned) => {
      const { talk, content } = assembleTalk(planned, event, context)
      if (content) contents.push(content)
      return talk
    }),
  )
  const archive = plan.archive
  const catalogue: CatalogueRecord = {
    archive: {
      title: archive?.title ?? 'Lectern',
      inLanguage: context.language,
      links: archive?.links ?? [],
      ...defined({ description: archive?.description, contact: archive?.contact, license: archive?.license }),
    },
    events: events.map((event) => assembleEvent(event, context)),
    talks,
    persons: context.persons.all(),
    topics: context.topics.all(),
  }
  const images = [...context.images]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hash, bytes]) => ({ hash, bytes }))
  return { catalogue, contents, images, problems: context.problems }
}

interface Context {
  readonly facts: ReadonlyMap<string, FileFacts>
  readonly previous: PreviousPages
  readonly persons: Persons
  readonly topics: Topics
  /** Bytes by hash. */
  readonly images: Map<string, number>
  readonly problems: Problem[]
  readonly language: string
}

function assembleEvent(planned: PlannedEvent, context: Context): Event {
  const { manifest } = planned
  return {
    id: planned.id,
    name: planned.name,
    alternateName: manifest?.alternateName ?? [],
    organizer: manifest?.organizer ?? [],
    keywords: context.topics.fold(manifest?.keywords ?? []),
    notes: manifest?.notes ?? [],
    links: manifest?.links ?? [],
    faq: faqOf(planned),
    talks: planned.talks.map((talk) => talk.id),
    oldIds: manifest?.oldIds ?? [],
    ...defined({
      description: manifest?.description,
      startDate: manifest?.startDate,
      endDate: manifest?.endDate,
      timeZone: manifest?.timeZone,
      location: manifest?.location,
      url: manifest?.url,
      superEvent: manifest?.superEvent,
      inLanguage: manifest?.inLanguage,
      license: manifest?.license,
    }),
  }
}

function faqOf(event: PlannedEvent): Faq[] {
  return (event.manifest?.faq ?? []).map(({ question, answer, talk, start }, index) => ({
    id: `${event.id}-${index + 1}`,
    question,
    answer,
    ...defined({ talk: talk === undefined ? undefined : `${event.id}/${talk}`, start }),
  }))
}

function assembleTalk(
  planned: PlannedTalk,
  event: PlannedEvent,
  context: Context,
): { talk: Talk; content: TalkContent | null } {
  const { manifest } = planned
  const factsOf = (file: PlannedFile): FileFacts => context.facts.get(file.path ?? '') ?? {}
  const inLanguage = manifest?.inLanguage ?? event.manifest?.inLanguage
  const transcripts = chooseTranscripts(
    planned.files,
    factsOf,
    inLanguage ?? context.language,
    context.problems,
  )
  const chosen = chooseDeck(planned.files, factsOf)
  const slides = chosen?.slides ?? []
  // Pictures of hidden pages are kept too, or the deck would be drawn anew every time.
  const pages = new Map(
    [...(chosen?.pictures ?? [])].map(([page, image]) => [page, useImage(image, context)]),
  )
  for (const slide of slides) {
    const image = pages.has(slide.page)
      ? undefined
      : context.previous(planned.id, chosen?.file.id ?? '', slide)
    if (image) pages.set(slide.page, useImage(image, context))
  }
  const poster = planned.files
    .map((file) => factsOf(file))
    .find((known) => known.poster !== undefined)?.poster
  const recorded = Math.max(0, ...planned.files.map((file) => factsOf(file).probe?.duration ?? 0))
  const zone = event.manifest?.timeZone
  const start =
    manifest?.start !== undefined && zone !== undefined ? zonedTime(manifest.start, zone) : undefined

  const talk: Talk = {
    id: planned.id,
    event: event.id,
    slug: planned.slug,
    name: planned.name,
    persons: (manifest?.persons ?? []).flatMap(({ id, role, affiliation }) => {
      const person = context.persons.find(id)
      return person
        ? [
            {
              id: person.id,
              name: person.name,
              role,
              ...defined({ affiliation: affiliation ?? person.affiliation }),
            },
          ]
        : []
    }),
    keywords: context.topics.fold(manifest?.keywords ?? []),
    status: manifest?.status ?? 'recorded',
    recordingOptOut: manifest?.recordingOptOut ?? false,
    files: planned.files.map((file) => toMediaFile(file, factsOf(file))),
    absences: planned.absences,
    links: manifest?.links ?? [],
    chapters: manifest?.chapters ?? [],
    transcripts: transcripts.map(headOf),
    oldIds: manifest?.oldIds ?? [],
    ...defined({
      subtitle: manifest?.subtitle,
      type: manifest?.type,
      track: manifest?.track,
      abstract: manifest?.abstract,
      description: manifest?.description,
      start: start && 'iso' in start ? start : undefined,
      duration: manifest?.duration,
      inLanguage,
      license: manifest?.license ?? event.manifest?.license,
      poster: poster && useImage(poster, context),
      deck: chosen
        ? { file: chosen.file.id, pages: slides.length, ...defined({ cover: pages.get(1) }) }
        : undefined,
    }),
  }
  if (transcripts.length === 0 && !chosen) return { talk, content: null }
  const timings = [...(manifest?.slideTimings ?? [])].sort((a, b) => a.start - b.start)
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
  return { talk, content }
}

function toMediaFile(planned: PlannedFile, known: FileFacts): Talk['files'][number] {
  const { found, format, ...file } = planned
  const { probe } = known
  return {
    ...file,
    ...defined({
      sha256: known.sha256,
      duration: probe?.duration,
      width: probe?.width,
      height: probe?.height,
    }),
  }
}

function useImage({ object, bytes, width, height }: StoredImage, context: Context): Image {
  context.images.set(object, bytes)
  return { object, width, height }
}

function latestFirst(a: PlannedEvent, b: PlannedEvent): number {
  const [from, to] = [a.manifest?.startDate ?? '', b.manifest?.startDate ?? '']
  return from === to ? (a.id < b.id ? -1 : 1) : from > to ? -1 : 1
}
