import { z } from 'zod'

import type { ReadDeck } from '../deckReader.js'
import type { ReadTranscript } from '../readTranscript.js'

/*
 * What a child may hand over, checked because a child may have been led astray by what it read. Loose: what readers
 * learn to add needs no change here.
 */

const position = z.number().int().positive()

/** A deck as a child tells it. */
export const DECK: z.ZodType<ReadDeck> = z.looseObject({
  pages: z.number().int().nonnegative(),
  slides: z.array(
    z.looseObject({
      page: position,
      title: z.string().exactOptional(),
      text: z.string(),
      aside: z.array(z.number().int().nonnegative()).exactOptional(),
      notes: z.string().exactOptional(),
      hidden: z.boolean().exactOptional(),
      links: z.array(z.string()).exactOptional(),
    }),
  ),
})

/** A transcript as a child tells it. */
export const TRANSCRIPT: z.ZodType<ReadTranscript> = z.looseObject({
  inLanguage: z.string().exactOptional(),
  timing: z.enum(['word', 'cue', 'none']),
  cues: z.array(
    z.looseObject({
      text: z.string(),
      start: z.number().exactOptional(),
      end: z.number().exactOptional(),
      speaker: z.string().exactOptional(),
      words: z.array(z.looseObject({ text: z.string(), start: z.number(), end: z.number() })).exactOptional(),
    }),
  ),
})

/** Problems as a child tells them; their file is the one it was given. */
export const PROBLEMS = z.array(
  z.looseObject({
    severity: z.enum(['error', 'warning', 'info']),
    code: z.string(),
    line: position.exactOptional(),
    column: position.exactOptional(),
    message: z.string(),
    hint: z.string().exactOptional(),
  }),
)
