import { z } from 'zod'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'
import { eventSchema, eventsSchema } from './event.js'
import {
  findParameters,
  findSchema,
  searchParameters,
  searchSchema,
  suggestParameters,
  suggestSchema,
} from './search.js'
import { slidesSchema, talkSchema, transcriptSchema } from './talk.js'

/** The values of a call's parameters that show it at work on this archive. */
export type ExampleValues = Readonly<Record<string, string>>

/** A call of the API: its place in the document, on the human page, and in the tests. */
export interface Call {
  /** Below `/api/v1`; parameters in braces, as OpenAPI writes them. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly pathParameters?: z.ZodObject
  readonly query?: z.ZodObject
  readonly answer: z.ZodType
  /** Null where the archive has nothing to show it with. */
  readonly example: (catalogue: Catalogue) => ExampleValues | null
}

const eventId = z.string().meta({ description: "The event's id" })
const talkId = z.string().meta({ description: "The talk's id within its event" })
const ofTalk = z.object({ event: eventId, talk: talkId })

/** Every call there is, in the order a reader would want them. */
export const CALLS: readonly Call[] = [
  {
    path: '/search',
    id: 'search',
    summary: 'Finds talks by what was said, shown and written, each with its best moments',
    query: searchParameters,
    answer: searchSchema,
    example: (catalogue) => ({ q: wordOf(catalogue), limit: '3' }),
  },
  {
    path: '/suggest',
    id: 'suggest',
    summary: 'Suggests names and words while a query is typed',
    query: suggestParameters,
    answer: suggestSchema,
    example: (catalogue) => ({ q: wordOf(catalogue).slice(0, 4) }),
  },
  {
    path: '/events',
    id: 'listEvents',
    summary: 'Lists all events, latest first',
    answer: eventsSchema,
    example: () => ({}),
  },
  {
    path: '/events/{event}',
    id: 'getEvent',
    summary: 'Gives an event with its talks and questions',
    pathParameters: z.object({ event: eventId }),
    answer: eventSchema,
    example: (catalogue) => {
      const event = catalogue.events.find((each) => each.talks.length > 0) ?? catalogue.events[0]
      return event ? { event: event.id } : null
    },
  },
  {
    path: '/talks/{event}/{talk}',
    id: 'getTalk',
    summary: 'Gives a talk with its files',
    pathParameters: ofTalk,
    answer: talkSchema,
    example: (catalogue) => valuesOf(richestTalk(catalogue)),
  },
  {
    path: '/talks/{event}/{talk}/transcript',
    id: 'getTranscript',
    summary: 'Gives the words of a talk, cue by cue',
    pathParameters: ofTalk,
    answer: transcriptSchema,
    example: (catalogue) => valuesOf(richestTalk(catalogue)),
  },
  {
    path: '/talks/{event}/{talk}/slides',
    id: 'getSlides',
    summary: 'Gives the slides of a talk, and when each was up',
    pathParameters: ofTalk,
    answer: slidesSchema,
    example: (catalogue) => valuesOf(richestTalk(catalogue)),
  },
  {
    path: '/talks/{event}/{talk}/find',
    id: 'findInTalk',
    summary: 'Finds words in what was said and shown in one talk',
    pathParameters: ofTalk,
    query: findParameters,
    answer: findSchema,
    example: (catalogue) => {
      const values = valuesOf(richestTalk(catalogue))
      return values && { ...values, q: wordOf(catalogue) }
    },
  },
]

/** A call's path with an example's values in it; what the path does not name becomes the query. */
export function filledIn(path: string, values: ExampleValues): string {
  const left = new URLSearchParams(values)
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    left.delete(name)
    return encodeURIComponent(values[name] ?? '')
  })
  const query = left.toString()
  return query ? `${filled}?${query}` : filled
}

/** A published talk with as much as there is: words and slides, else words, else anything. */
function richestTalk(catalogue: Catalogue): Talk | undefined {
  const published = catalogue.talks.filter((talk) => !isWithheld(talk))
  const spoken = published.filter((talk) => talk.transcripts.length > 0)
  return spoken.find((talk) => talk.deck !== undefined) ?? spoken[0] ?? published[0]
}

function valuesOf(talk: Talk | undefined): ExampleValues | null {
  return talk ? { event: talk.event, talk: talk.slug } : null
}

/** Words to search for: a topic of the talk, else the longest word of its title. */
function wordOf(catalogue: Catalogue): string {
  const talk = richestTalk(catalogue)
  const words = (talk?.name ?? 'hello').match(/[\p{L}\p{N}]+/gu) ?? []
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '')
  return (talk?.keywords[0] ?? longest).toLowerCase()
}
