import { z } from 'zod'

/*
 * Pieces that several answers share. Addresses are paths on this site, base path included, or whole addresses
 * elsewhere; times are seconds unless they say otherwise.
 */

export const address = z
  .string()
  .meta({ description: 'An address: a path on this site, or a whole one elsewhere' })
export const seconds = z.number().nonnegative()
export const language = z.string().meta({ description: 'BCP 47; `und` when not known' })
export const timing = z.enum(['word', 'cue', 'none']).meta({ description: 'How precise the times are' })
export const count = z.int().nonnegative()
export const page = z.int().positive().meta({ description: 'Counted from 1' })

/** A thing with a name and perhaps an address. */
export const named = z
  .object({
    name: z.string(),
    url: z.string().optional(),
    person: z.string().optional().meta({ description: 'The id of a person of the archive' }),
  })
  .meta({ id: 'Named' })

export const link = z
  .object({
    title: z.string(),
    url: z.string().optional(),
    type: z.string().optional(),
    absentReason: z.string().optional().meta({ description: 'Why there is no address' }),
  })
  .meta({ id: 'Link' })

export const zonedTime = z
  .object({
    local: z.string().meta({ description: 'Date and time in the zone, without offset' }),
    timeZone: z.string().meta({ description: 'IANA zone' }),
    iso: z.string().meta({ description: 'The same with offset' }),
    abbreviation: z.string().meta({ description: "The zone's short name on that day" }),
  })
  .meta({ id: 'ZonedTime' })

export const picture = z
  .object({ src: address, width: z.int().positive(), height: z.int().positive() })
  .meta({ id: 'Picture', description: 'Pixels; WebP' })
