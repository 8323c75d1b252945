import { z } from 'zod'
import { address, count, language, link, page, picture, seconds, timing, zonedTime } from './parts.js'

const role = z.enum(['video', 'audio', 'slides', 'transcript', 'poster', 'attachment'])

const file = z
  .object({
    id: z.string().meta({ description: 'Unique within the talk' }),
    role,
    name: z.string().meta({ description: 'As the organizer named it' }),
    url: address.optional(),
    contentUrl: z.string().optional().meta({ description: 'For a file kept elsewhere' }),
    mediaType: z.string(),
    bytes: count.optional(),
    sha256: z.string().optional(),
    inLanguage: language.optional(),
    kind: z.string().optional().meta({ description: 'A shade of the role: `screen`, `auto`, `notes`' }),
    generatedBy: z.string().optional(),
    offset: z.number().optional().meta({ description: "Seconds it starts after the talk's own zero" }),
    duration: seconds.optional(),
    width: z.number().optional(),
    height: z.number().optional(),
  })
  .meta({ id: 'File' })

/** `GET /talks/{event}/{talk}`, and each talk of an event. */
export const talkSchema = z
  .object({
    id: z.string().meta({ description: '`event/talk`' }),
    event: z.string(),
    slug: z.string(),
    name: z.string(),
    subtitle: z.string().optional(),
    url: address,
    type: z.string().optional(),
    track: z.string().optional(),
    abstract: z.string().optional(),
    description: z.string().optional(),
    start: zonedTime.optional(),
    duration: seconds.optional().meta({ description: 'Scheduled length, seconds' }),
    inLanguage: language.optional(),
    persons: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.string(),
        affiliation: z.string().optional(),
        url: address,
      }),
    ),
    keywords: z.array(z.string()).meta({ description: 'Topics, aliases folded' }),
    license: z.string().optional(),
    status: z.enum(['scheduled', 'recorded', 'withdrawn']),
    recordingOptOut: z.boolean(),
    files: z.array(file).meta({ description: 'Empty where the talk is withheld' }),
    absences: z
      .array(z.object({ role, reason: z.string() }))
      .meta({ description: 'What is not there, and why' }),
    links: z.array(link),
    chapters: z.array(z.object({ name: z.string(), start: seconds })),
    transcripts: z.array(
      z.object({
        id: z.string(),
        inLanguage: language,
        timing,
        cues: count,
        words: count,
        file: z.string().optional().meta({ description: 'The id of the file it was read from' }),
        captions: address.optional().meta({ description: 'As WebVTT, where it has times' }),
      }),
    ),
    poster: picture.optional(),
    deck: z.object({ file: z.string(), pages: count }).optional(),
  })
  .meta({ id: 'Talk' })

/** `GET /talks/{event}/{talk}/transcript`. */
export const transcriptSchema = z
  .object({
    talk: z.string(),
    url: address,
    transcripts: z.array(
      z.object({
        id: z.string(),
        inLanguage: language,
        timing,
        file: z.string().optional(),
        cues: z.array(
          z.object({
            text: z.string().meta({ description: 'Plain text, never markup' }),
            start: seconds.optional(),
            end: seconds.optional(),
            speaker: z.string().optional(),
            words: z.array(z.object({ text: z.string(), start: seconds, end: seconds })).optional(),
            url: address.optional().meta({ description: 'Opens the talk where the cue begins' }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Transcripts' })

/** `GET /talks/{event}/{talk}/slides`. */
export const slidesSchema = z
  .object({
    talk: z.string(),
    url: address,
    slides: z.array(
      z.object({
        page,
        title: z.string().optional(),
        text: z.string().meta({ description: 'In reading order, a line of the page a line' }),
        notes: z.string().optional(),
        hidden: z.boolean().optional().meta({ description: 'Left out when the deck is shown' }),
        links: z.array(z.string()).optional(),
        url: address,
        image: picture.optional(),
      }),
    ),
    slideTrack: z
      .array(
        z.object({
          start: seconds,
          end: seconds,
          page,
          source: z.enum(['manual', 'frames', 'speech']),
          confidence: z.number().min(0).max(1),
        }),
      )
      .meta({ description: 'Which page was up when, in order of time' }),
  })
  .meta({ id: 'Slides' })
