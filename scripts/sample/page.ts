/** A slide is 960 by 540 points, 16:9; all measures below are points from its upper left corner. */
export const pageWidth = 960
export const pageHeight = 540

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly w: number
  readonly h: number
}

/** Where text goes; with `h`, drawing throws when the text is taller than that. */
export interface TextBox extends Point {
  readonly w: number
  readonly h?: number
}

export type Face = 'sans' | 'medium' | 'bold' | 'serif' | 'serifBold' | 'italic'

export interface TextStyle {
  readonly face: Face
  readonly size: number
  /** `#rrggbb`. */
  readonly color: string
  readonly align?: 'left' | 'center' | 'right'
  /** Line height as a multiple of the size; 1.3 unless told. */
  readonly leading?: number
  /** The text is the heading of its slide. */
  readonly heading?: boolean
}

export interface Stroke {
  readonly color: string
  readonly width?: number
  readonly dash?: boolean
}

export interface Shape {
  readonly fill?: string
  readonly stroke?: Stroke
  readonly radius?: number
}

/**
 * One slide being drawn. Layouts know nothing else, so the same deck can be written as PDF and as PPTX with
 * text that stays text in both.
 */
export interface Page {
  /** The height in points that `text` would take in a column `w` wide. */
  readonly measure: (text: string, w: number, style: TextStyle) => number
  /** Writes text, wrapped to the box; returns its height in points. */
  text(text: string, box: TextBox, style: TextStyle): number
  rect(box: Box, shape: Shape): void
  ellipse(box: Box, shape: Shape): void
  /** A straight line, with a head at `to` when `arrow` is set. */
  line(from: Point, to: Point, stroke: Stroke & { readonly arrow?: boolean }): void
  /** Straight pieces through the points; filled shapes are closed. */
  path(points: readonly Point[], shape: Shape): void
}

/** Text centred in a box both ways; throws when it is taller than the box. */
export function centred(page: Page, text: string, box: Box, style: TextStyle): void {
  const height = page.measure(text, box.w, style)
  page.text(
    text,
    { ...box, y: box.y + (box.h - height) / 2, h: box.h },
    { ...style, align: style.align ?? 'center' },
  )
}
