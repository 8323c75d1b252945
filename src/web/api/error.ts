import { z } from 'zod'

/** Every answer of the API that is not what was asked for. */
export const errorSchema = z
  .object({
    error: z.object({
      status: z.int().min(400).max(599),
      message: z.string().meta({ description: 'For people; constant for its cause' }),
    }),
  })
  .meta({ id: 'Error' })
