import { z } from 'zod'
import { MOMENT_KINDS } from '../../archive/moment.js'
import { address, count, language, page, seconds, timing } from './parts.js'

const kind = z.enum(MOMENT_KINDS).meta({ description: 'Where the words were found' })

const facet = z.array(
  z.object({
    value: z.string(),
    label: z.string().meta({ description: 'For people' }),
    count: count.meta({ description: 'Moments that would remain' }),
  }),
)

const moment = z
  .object({
    kind,
    start: seconds.optional().meta({ description: 'When the matched words are said' }),
    end: seconds.optional(),
    page: page.optional(),
    heading: z.string().optional().meta({ description: "The slide's title" }),
    lang: language.optional(),
    timing,
    score: z.number(),
    snippet: z
      .array(z.object({ text: z.string(), hit: z.boolean() }))
      .meta({ description: 'Plain text in order; `hit` marks what was searched for' }),
    url: address,
  })
  .meta({ id: 'Moment' })

/** `GET /search`. */
export const searchSchema = z
  .object({
    query: z.string(),
    correctedQuery: z.string().optional().meta({ description: 'What was searched instead' }),
    didYouMean: z.string().optional(),
    total: count.meta({ description: 'Results in all: talks and events' }),
    momentTotal: count.meta({ description: 'Moments in all' }),
    truncated: z.boolean().meta({ description: 'The query was cut, or the answer stopped at its budget' }),
    tookMs: z.number(),
    facets: z.object({
      in: facet,
      event: facet,
      year: facet,
      speaker: facet,
      topic: facet,
      lang: facet,
      has: facet,
    }),
    results: z.array(
      z.object({
        type: z.enum(['talk', 'event']),
        talk: z
          .object({
            id: z.string(),
            event: z.string(),
            name: z.string(),
            url: address,
            speakers: z.array(z.string()),
            date: z.string().optional(),
          })
          .optional(),
        event: z.object({ id: z.string(), name: z.string(), url: address }).optional(),
        score: z.number(),
        momentTotal: count,
        moments: z.array(moment).meta({ description: 'Best first' }),
      }),
    ),
  })
  .meta({ id: 'SearchAnswer' })

const filter = (description: string): z.ZodOptional<z.ZodArray<z.ZodString>> =>
  z
    .array(z.string())
    .optional()
    .meta({ description: `${description}. May be repeated: any of them` })

/** The parameters of a search. Nothing is refused: what cannot be meant is left out or brought into range. */
export const searchParameters = z.object({
  q: z.string().optional().meta({
    description:
      'Words, `"exact phrases"`, `-without`, and `speaker:` `event:` `topic:` `year:` `lang:` `in:` `has:`',
  }),
  limit: z.int().min(1).max(50).default(10).meta({ description: 'Results on this page' }),
  offset: z.int().min(0).default(0).meta({ description: 'Results before this page' }),
  event: filter("An event's id"),
  speaker: filter("A speaker's id or name"),
  topic: filter("A topic's id or name"),
  year: filter('A year'),
  lang: filter('The language of the words, BCP 47'),
  in: z
    .array(kind)
    .optional()
    .meta({ description: 'Where words may be found. May be repeated: any of them' }),
  has: filter('What the talk must have: `video`, `slides`, `transcript`'),
  talk: z
    .string()
    .optional()
    .meta({ description: "`event/talk`: pages that talk's moments instead of grouping by talk" }),
  sort: z.enum(['relevance', 'date']).default('relevance'),
  exact: z
    .literal(['1', 'true'])
    .optional()
    .meta({ description: 'The words as they are typed: no typo is forgiven' }),
})

/** `GET /suggest`. */
export const suggestSchema = z
  .object({
    query: z.string(),
    suggestions: z
      .array(
        z.object({
          kind: z.enum(['talk', 'speaker', 'topic', 'event', 'word']),
          text: z.string().meta({ description: 'A name; of a word, the query with it at its end' }),
          url: address.meta({ description: 'Its page; of a word, the search for it' }),
        }),
      )
      .meta({ description: 'Names that begin so, other names, words of the archive, names a typo away' }),
  })
  .meta({ id: 'Suggestions' })

export const suggestParameters = z.object({
  q: z.string().optional().meta({ description: 'What is typed so far' }),
  limit: z.int().min(1).max(20).default(8).meta({ description: 'Suggestions wanted' }),
})

const letters = z.tuple([count, count]).meta({
  description:
    'Where it begins and ends, in characters that are not white space: in the whole transcript, or on the page ' +
    'without the lines that the deck repeats',
})

/** `GET /talks/{event}/{talk}/find`. */
export const findSchema = z
  .object({
    query: z.string(),
    talk: z.string(),
    total: count.meta({ description: 'Places in all; the first 2,000 are given' }),
    places: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({
            kind: z.literal('speech'),
            transcript: z.string(),
            cue: count.meta({ description: 'The cue in which it begins, counted from 0' }),
            from: count.meta({ description: "Characters (UTF-16) of that cue's text before it" }),
            lastCue: count.meta({ description: 'The cue in which it ends' }),
            to: count.meta({ description: "Characters of that cue's text up to its end" }),
            start: seconds.optional().meta({ description: 'When it is said' }),
            letters,
          }),
          z.object({
            kind: z.literal('slide'),
            page,
            part: z.enum(['text', 'title']).meta({ description: "Which of the slide's texts it is in" }),
            from: count.meta({ description: 'Characters (UTF-16) of that text before it' }),
            to: count,
            start: seconds.optional().meta({ description: 'When the page was up first' }),
            letters,
          }),
        ]),
      )
      .meta({ description: 'In order of time; those without a time last, in order of reading' }),
  })
  .meta({ id: 'Places' })

export const findParameters = z.object({
  q: z.string().optional().meta({
    description:
      'Words and `"exact phrases"`; words that stand together somewhere as typed are found there only',
  }),
  transcript: z.string().optional().meta({ description: 'The only transcript to look in' }),
})
