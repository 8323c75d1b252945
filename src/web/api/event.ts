import { z } from 'zod'
import { address, count, language, link, named, seconds } from './parts.js'
import { talkSchema } from './talk.js'

/** An event in a list. */
export const eventHeadSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    alternateName: z.array(z.string()),
    description: z.string().optional(),
    startDate: z.string().optional().meta({ description: 'ISO date or local date-time' }),
    endDate: z.string().optional(),
    timeZone: z.string().optional().meta({ description: 'IANA zone' }),
    location: named.optional(),
    url: address,
    website: z.string().optional().meta({ description: "The event's own site" }),
    organizer: z.array(named),
    superEvent: named.optional().meta({ description: 'The series it is part of' }),
    inLanguage: language.optional(),
    license: z.string().optional(),
    keywords: z.array(z.string()),
    talkTotal: count,
    faqTotal: count,
  })
  .meta({ id: 'EventHead' })

/** `GET /events`. */
export const eventsSchema = z.object({ events: z.array(eventHeadSchema) }).meta({ id: 'Events' })

/** `GET /events/{event}`. */
export const eventSchema = eventHeadSchema
  .extend({
    notes: z.array(z.string()).meta({ description: 'Remarks by the organizer' }),
    links: z.array(link),
    faq: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        answer: z.string(),
        talk: z.string().optional().meta({ description: '`event/talk`, where it belongs to one' }),
        start: seconds.optional(),
        url: address,
      }),
    ),
    talks: z.array(talkSchema).meta({ description: 'In the order of the schedule' }),
  })
  .meta({ id: 'Event' })
