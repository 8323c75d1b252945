import { pageHeight, pageWidth, type Page } from './page.js'
import type { DeckContent } from './slide.js'
import type { Theme } from './theme.js'

/** Left and right margin, points. */
export const margin = 56
/** Width of what stands between the margins. */
export const measure = pageWidth - 2 * margin
/** The drawing area under the heading. */
export const area = { x: margin, y: 128, w: measure, h: 340 } as const
const captionTop = 474

/** The whole slide in one colour. */
export function ground(page: Page, color: string): void {
  page.rect({ x: 0, y: 0, w: pageWidth, h: pageHeight }, { fill: color })
}

/** Ground and heading of a slide, in the manner of the theme. */
export function heading(page: Page, theme: Theme, title: string): void {
  ground(page, theme.paper)
  const style = { face: theme.titleFace, size: 32, color: theme.ink, heading: true } as const
  if (theme.frame === 'band') {
    page.rect({ x: 0, y: 0, w: pageWidth, h: 92 }, { fill: theme.deep })
    page.text(title, { x: margin, y: 25, w: measure, h: 42 }, { ...style, color: theme.onDeep })
  } else if (theme.frame === 'side') {
    page.rect({ x: 0, y: 44, w: 10, h: 52 }, { fill: theme.accent })
    page.text(title, { x: margin, y: 48, w: measure, h: 42 }, style)
  } else if (theme.frame === 'overline') {
    page.rect({ x: margin, y: 40, w: 36, h: 5 }, { fill: theme.accent })
    page.text(title, { x: margin, y: 54, w: measure, h: 42 }, style)
  } else {
    page.text(title, { x: margin, y: 42, w: measure, h: 42 }, style)
    page.rect({ x: margin, y: 92, w: 44, h: 4 }, { fill: theme.accent })
  }
}

/** A remark under the drawing area. */
export function caption(page: Page, theme: Theme, text: string | undefined): void {
  if (text === undefined) return
  page.text(
    text,
    { x: margin, y: captionTop, w: measure, h: 20 },
    { face: 'sans', size: 14, color: theme.muted },
  )
}

/** The talk's name and the page number. */
export function footer(page: Page, deck: DeckContent, number: number): void {
  const style = { face: 'sans', size: 12, color: deck.theme.muted } as const
  page.text(deck.title, { x: margin, y: 503, w: 700, h: 18 }, style)
  page.text(
    String(number),
    { x: pageWidth - margin - 60, y: 503, w: 60, h: 18 },
    { ...style, align: 'right' },
  )
}
