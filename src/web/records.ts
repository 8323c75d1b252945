import type { z } from 'zod'
import type { Addresses } from '../archive/addresses.js'
import type { Catalogue } from '../archive/catalogue.js'
import type { Event, Talk, TalkContent } from '../archive/event.js'
import type { eventHeadSchema, eventSchema } from './api/event.js'
import type { slidesSchema, talkSchema, transcriptSchema } from './api/talk.js'
import { isWithheld } from '../archive/withheld.js'
import { pictureOf, type Picture } from './pages/talkAssets.js'

/** What a schema describes, as a value that is only read. */
type Answer<Schema extends z.ZodType> = Frozen<z.infer<Schema>>
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

/** An event in a list. */
export function eventHead(addresses: Addresses, event: Event): Answer<typeof eventHeadSchema> {
  return {
    ...without(event, 'talks', 'faq', 'notes', 'links', 'oldIds'),
    url: addresses.event(event.id),
    website: event.url,
    talkTotal: event.talks.length,
    faqTotal: event.faq.length,
  }
}

/** An event with its talks. */
export function eventRecord(
  addresses: Addresses,
  catalogue: Catalogue,
  event: Event,
): Answer<typeof eventSchema> {
  return {
    ...eventHead(addresses, event),
    notes: event.notes,
    links: event.links,
    faq: event.faq.map((faq) => ({ ...faq, url: addresses.faqEntry(faq.id) })),
    talks: catalogue.talksOf(event).map((talk) => talkRecord(addresses, talk)),
  }
}

/** A talk: what is known of it, with its files. Of withheld talks nothing recorded is listed. */
export function talkRecord(addresses: Addresses, talk: Talk): Answer<typeof talkSchema> {
  const { files, poster, deck, transcripts, chapters } = talk
  const withheld = isWithheld(talk)
  return {
    ...without(talk, 'files', 'poster', 'deck', 'transcripts', 'oldIds', 'chapters'),
    persons: talk.persons.map((person) => ({ ...person, url: addresses.speaker(person.id) })),
    url: addresses.talk(talk.id),
    files: withheld
      ? []
      : files.map(({ path, ...file }) => ({
          ...file,
          url: path === undefined ? file.contentUrl : addresses.talkFile(talk.id, `files/${file.id}`),
        })),
    chapters: withheld ? [] : chapters,
    transcripts: withheld
      ? []
      : transcripts.map((transcript) => ({
          ...transcript,
          ...(transcript.timing !== 'none' && {
            captions: addresses.talkFile(talk.id, `captions/${transcript.id}.vtt`),
          }),
        })),
    ...(!withheld && poster && { poster: pictureOf(addresses, talk, 'poster.webp', poster) }),
    ...(!withheld && deck && { deck: { file: deck.file, pages: deck.pages } }),
  }
}

/** A talk's words: every transcript with its cues. */
export function transcriptRecord(
  addresses: Addresses,
  talk: Talk,
  content: TalkContent | null,
): Answer<typeof transcriptSchema> {
  return {
    talk: talk.id,
    url: addresses.talk(talk.id),
    transcripts: (content?.transcripts ?? []).map((transcript) => ({
      ...transcript,
      cues: transcript.cues.map((cue) => ({
        ...cue,
        ...(cue.start !== undefined && { url: addresses.talk(talk.id, { start: cue.start }) }),
      })),
    })),
  }
}

/** A talk's slides, and when they were up. */
export function slidesRecord(
  addresses: Addresses,
  talk: Talk,
  content: TalkContent | null,
): Answer<typeof slidesSchema> {
  return {
    talk: talk.id,
    url: addresses.talk(talk.id),
    // `aside` is for our own reading of the text: what is published once can never be taken back.
    slides: (content?.deck?.slides ?? []).map(({ image, aside: _aside, ...slide }) => ({
      ...slide,
      url: addresses.talk(talk.id, { page: slide.page }),
      ...(image && {
        image: pictureOf(addresses, talk, `slides/${slide.page}.webp`, image) satisfies Picture,
      }),
    })),
    slideTrack: content?.slideTrack ?? [],
  }
}

function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const entries = Object.entries(value).filter(([key]) => !(keys as readonly PropertyKey[]).includes(key))
  return Object.fromEntries(entries) as Omit<T, K>
}
