import { z } from 'zod'

/** Pages that are read of a deck: a file may claim any number. */
export const MAX_PAGES = 2000

/** What the child is asked to do. */
export interface ChildRequest {
  /** Absolute. */
  readonly file: string
  readonly task: 'text' | 'draw'
  /** For drawing: an existing folder, and pixels. */
  readonly outDir?: string
  readonly width?: number
}

const lineSchema = z.object({
  text: z.string(),
  /** Font size, in the page's units. */
  size: z.number(),
  /** The baseline's distance from the top, as a share of the page's height; outside [0, 1] when off the page. */
  y: z.number(),
  /** Too small to be seen: a source that a formula tool left behind. */
  isTiny: z.literal(true).exactOptional(),
})

/** What the child says, one JSON value a line. */
export const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), pages: z.number().int() }),
  z.object({
    type: z.literal('text'),
    page: z.number().int(),
    lines: z.array(lineSchema),
    /** Addresses as the page has them. */
    links: z.array(z.string()),
  }),
  z.object({
    type: z.literal('drawn'),
    page: z.number().int(),
    file: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  z.object({ type: z.literal('page-failed'), page: z.number().int(), reason: z.string() }),
  z.object({ type: z.literal('failed'), reason: z.enum(['password', 'corrupt']), detail: z.string() }),
  z.object({ type: z.literal('done') }),
])

/** A line of a page's text. */
export type PageLine = z.infer<typeof lineSchema>
export type ChildMessage = z.infer<typeof messageSchema>
export type DrawnPage = Extract<ChildMessage, { type: 'drawn' }>
