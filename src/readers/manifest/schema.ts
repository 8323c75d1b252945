import { z } from 'zod'

import {
  date,
  duration,
  flag,
  httpsUrl,
  id,
  keywords,
  language,
  list,
  localTime,
  offset,
  oldId,
  oneOrMore,
  page,
  pathInside,
  pathOrUrl,
  seconds,
  text,
  texts,
  timeZone,
  webUrl,
} from './fields.js'

/** The keys of `event.yaml` and `archive.yaml`: schema.org's names where it has them. One-or-many forms come out as lists. */

const MEDIA_ROLES = ['video', 'audio', 'slides', 'transcript', 'poster', 'attachment'] as const

const link = z.strictObject({
  title: text('What the link leads to'),
  url: webUrl('Its address').exactOptional(),
  type: text('What kind of thing it is: article, code, chat').exactOptional(),
  absentReason: text('Why there is no address').exactOptional(),
})
const links = list(link, 'Addresses worth following')

const named = (description: string) =>
  z
    .union([
      z
        .string()
        .trim()
        .transform((name): { name: string; url?: string } => ({ name })),
      z.strictObject({ name: text('Its name'), url: webUrl('Its address').exactOptional() }),
    ])
    .describe(description)

const organizer = z.union([
  z
    .string()
    .trim()
    .transform((name): { name?: string; url?: string; person?: string } => ({ name })),
  z
    .strictObject({
      name: text('Its name').exactOptional(),
      url: webUrl('Its address').exactOptional(),
      person: id('The id of one of the persons').exactOptional(),
    })
    .refine((value) => value.name !== undefined || value.person !== undefined, 'needs a name or a person'),
])

const person = z.strictObject({
  id: id('Permanent; the same person has the same id in every event'),
  name: text('As it is shown'),
  alternateName: texts('Other spellings'),
  sortName: text('As it is sorted: Lovelace, Ada').exactOptional(),
  description: text('Biography').exactOptional(),
  affiliation: text('Where they work').exactOptional(),
  url: webUrl('Their page').exactOptional(),
  identifier: text('ORCID or another permanent identifier').exactOptional(),
  sameAs: oneOrMore(webUrl('An address'), 'Pages elsewhere about the same person'),
  image: pathOrUrl('A portrait: a file of the event, or an address').exactOptional(),
})

const appearance = z.union([
  id('The id of one of the persons').transform((value): z.output<typeof fullAppearance> => ({
    id: value,
    role: 'speaker',
  })),
  z.lazy(() => fullAppearance),
])
const fullAppearance = z.strictObject({
  id: id('The id of one of the persons'),
  role: text('speaker, moderator, panelist, …').default('speaker'),
  affiliation: text('Where they worked when they gave the talk').exactOptional(),
})

const media = z
  .strictObject({
    role: z.enum(MEDIA_ROLES).describe('What it is to the talk'),
    path: pathInside("The file, relative to the talk's folder").exactOptional(),
    contentUrl: httpsUrl('Where it is, when it is not here; never fetched by us').exactOptional(),
    absentReason: text('Why there is none').exactOptional(),
    name: text('As it is shown').exactOptional(),
    inLanguage: language('Its language').exactOptional(),
    kind: text('A shade of the role: screen, camera, auto, notes').exactOptional(),
    generatedBy: text('The program that made it').exactOptional(),
    offset: offset("Seconds it starts after the talk's own zero").exactOptional(),
  })
  .refine(
    (value) =>
      [value.path, value.contentUrl, value.absentReason].filter((given) => given !== undefined).length === 1,
    {
      error: 'needs exactly one of path, contentUrl and absentReason',
    },
  )

const chapter = z.strictObject({ start: seconds('When it begins'), name: text('Its title') })
const slideTiming = z.strictObject({ page: page('The page'), start: seconds('When it comes up') })

/** A talk of an event. Durations and starts are seconds; `start` stays a local date-time. */
const talkSchema = z.strictObject({
  id: id("Permanent: the name of the talk's folder"),
  name: text('The title'),
  subtitle: text('A second line of the title').exactOptional(),
  type: text('talk, keynote, panel, tutorial, …').exactOptional(),
  track: text('The track or room').exactOptional(),
  abstract: text('What it is about').exactOptional(),
  description: text('More about it, beside the abstract').exactOptional(),
  start: localTime('When it began: local date and time in timeZone, without offset').exactOptional(),
  duration: duration('Scheduled length: PT30M, or minutes as a number').exactOptional(),
  inLanguage: language('The language spoken, as in en').exactOptional(),
  persons: list(appearance, 'Who speaks: ids of persons'),
  keywords: keywords('Topics'),
  license: text("The recording's licence").exactOptional(),
  status: z
    .enum(['scheduled', 'recorded', 'withdrawn'])
    .default('recorded')
    .describe('Withdrawn talks keep their page, not their files'),
  recordingOptOut: flag('True when the recording and the slides must not be shown').default(false),
  media: list(
    media,
    'Files that need saying more about than their names do, files elsewhere, and files there are none of',
  ),
  chapters: list(chapter, 'Parts of the recording'),
  slideTimings: list(slideTiming, 'When each page was up, where somebody noted it'),
  links,
  oldIds: list(oldId(), 'Ids this talk once had, which lead here'),
})

const faq = z.strictObject({
  question: text('As it was asked'),
  answer: text('As it was answered'),
  talk: id('The id of the talk it belongs to').exactOptional(),
  start: seconds('When it was asked').exactOptional(),
})

/** `event.yaml`. */
export const eventManifestSchema = z
  .strictObject({
    name: text('The name of the event'),
    alternateName: texts('Other names, abbreviations'),
    description: text('An introduction').exactOptional(),
    startDate: date('The first day, or a local date and time').exactOptional(),
    endDate: date('The last day, or a local date and time').exactOptional(),
    timeZone: timeZone('IANA zone that all local times are read in, as in Europe/Berlin').exactOptional(),
    location: named('Where it took place').exactOptional(),
    url: webUrl("The event's own page").exactOptional(),
    organizer: oneOrMore(organizer, 'Who organized it'),
    superEvent: named('The series or conference this is part of').exactOptional(),
    inLanguage: language('The language spoken, as in en').exactOptional(),
    license: text('The licence of recordings, where a talk says nothing else').exactOptional(),
    keywords: keywords('Topics'),
    identifier: text('A permanent identifier, such as a DOI').exactOptional(),
    sameAs: oneOrMore(webUrl('An address'), 'Pages elsewhere about the same event'),
    notes: texts('Remarks that the page shows as such'),
    links,
    oldIds: list(oldId(), 'Ids this event once had, which lead here'),
    persons: list(person, 'Everybody who appears'),
    talks: list(talkSchema, 'The talks'),
    faq: list(faq, 'Questions and answers'),
  })
  .meta({ title: 'event.yaml', description: 'An event of a Lectern archive, its talks and its people.' })

const topic = z.strictObject({
  name: text('As it is shown'),
  id: id('Permanent; made from the name when absent').exactOptional(),
  aliases: list(z.string().trim(), 'Keywords that mean the same'),
})

/** `archive.yaml`. */
export const archiveManifestSchema = z
  .strictObject({
    title: text('The name of the archive').exactOptional(),
    description: text('An introduction').exactOptional(),
    inLanguage: language('The language of the archive, as in en').exactOptional(),
    contact: text('Whom to write to: an address or a name').exactOptional(),
    license: text('The licence of recordings, where nothing else is said').exactOptional(),
    links,
    topics: list(topic, 'Topics with their names and aliases'),
  })
  .meta({ title: 'archive.yaml', description: 'A Lectern archive as a whole.' })

type Organizer = z.output<typeof organizer>

/** `event.yaml` as read: every organizer has a name. */
export type EventManifest = Omit<z.output<typeof eventManifestSchema>, 'organizer'> & {
  organizer: (Organizer & { name: string })[]
}
export type TalkManifest = z.output<typeof talkSchema>
export type ArchiveManifest = z.output<typeof archiveManifestSchema>
