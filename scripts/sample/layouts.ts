import { drawBars, drawGroups, drawLines } from './charts.js'
import { drawDiagram } from './diagram.js'
import { area, caption, footer, ground, heading, margin, measure } from './frame.js'
import { centred, pageHeight, pageWidth, type Page } from './page.js'
import type { DeckContent, Slide } from './slide.js'
import { drawTable } from './table.js'
import { tones, type Theme } from './theme.js'

type Of<K extends Slide['kind']> = Extract<Slide, { kind: K }>

/**
 * Draws one slide of a deck.
 * @param number 1-based page number
 */
export function drawSlide(page: Page, deck: DeckContent, slide: Slide, number: number): void {
  const { theme } = deck
  if (slide.kind === 'cover') {
    drawCover(page, deck, slide)
    return
  }
  if (slide.kind === 'statement') {
    drawStatement(page, theme, slide, number)
    return
  }
  if (slide.kind === 'closing') {
    drawClosing(page, theme, slide, number)
    return
  }
  heading(page, theme, slide.title)
  if (slide.kind === 'points') drawPoints(page, theme, slide)
  else if (slide.kind === 'columns') drawColumns(page, theme, slide)
  else if (slide.kind === 'steps') drawSteps(page, theme, slide)
  else if (slide.kind === 'numbers') drawNumbers(page, theme, slide)
  else if (slide.kind === 'table') drawTable(page, theme, slide)
  else if (slide.kind === 'bars') drawBars(page, theme, slide)
  else if (slide.kind === 'groups') drawGroups(page, theme, slide)
  else if (slide.kind === 'lines') drawLines(page, theme, slide)
  else if (slide.kind === 'diagram') drawDiagram(page, theme, slide)
  else slide.draw(page, theme)
  caption(page, theme, slide.caption)
  footer(page, deck, number)
}

function drawCover(page: Page, deck: DeckContent, slide: Of<'cover'>): void {
  const { theme } = deck
  ground(page, theme.deep)
  slide.motif(page, theme)
  const title = {
    face: theme.titleFace,
    size: deck.title.length > 70 ? 36 : 42,
    color: theme.onDeep,
    leading: 1.18,
    heading: true,
  } as const
  const subtitle = { face: 'sans', size: 21, color: theme.onDeepMuted, leading: 1.3 } as const
  const w = 540
  const below = deck.subtitle === undefined ? 0 : page.measure(deck.subtitle, w, subtitle) + 14
  let y = 296 - page.measure(deck.title, w, title) - below
  page.rect({ x: margin, y: y - 26, w: 56, h: 6 }, { fill: theme.deepAccent })
  y += page.text(deck.title, { x: margin, y, w }, title)
  if (deck.subtitle !== undefined) page.text(deck.subtitle, { x: margin, y: y + 14, w }, subtitle)
  page.text(deck.speakers, { x: margin, y: 336, w }, { face: 'bold', size: 24, color: theme.onDeep })
  page.text(deck.affiliation, { x: margin, y: 370, w }, { face: 'sans', size: 18, color: theme.onDeepMuted })
  const foot = { face: 'sans', size: 14, color: theme.onDeepMuted } as const
  page.text('PeRSonAl tutorial, ASPLOS 2020', { x: margin, y: 464, w }, foot)
  page.text('Stand-in slides, made for this sample archive', { x: margin, y: 484, w }, foot)
}

function drawStatement(page: Page, theme: Theme, slide: Of<'statement'>, number: number): void {
  ground(page, theme.deep)
  const style = { face: 'serif', size: 44, color: theme.onDeep, leading: 1.28, heading: true } as const
  const height = page.measure(slide.text, 760, style)
  const y = (pageHeight - height) / 2 - 10
  page.rect({ x: margin, y: y + 8, w: 6, h: height - 14 }, { fill: theme.deepAccent })
  page.text(slide.text, { x: margin + 40, y, w: 760 }, style)
  const foot = { face: 'sans', size: 16, color: theme.onDeepMuted } as const
  if (slide.source !== undefined)
    page.text(slide.source, { x: margin + 40, y: y + height + 22, w: 760 }, foot)
  numberOnDeep(page, theme, number)
}

function drawClosing(page: Page, theme: Theme, slide: Of<'closing'>, number: number): void {
  ground(page, theme.deep)
  page.rect({ x: margin, y: 62, w: 56, h: 6 }, { fill: theme.deepAccent })
  page.text(
    slide.title,
    { x: margin, y: 84, w: measure },
    { face: theme.titleFace, size: 38, color: theme.onDeep, heading: true },
  )
  slide.items.forEach((text, i) => {
    const y = 168 + i * 74
    page.text(
      String(i + 1),
      { x: margin, y: y - 8, w: 44 },
      { face: 'bold', size: 34, color: theme.deepAccent },
    )
    page.text(text, { x: margin + 56, y, w: 760, h: 66 }, { face: 'sans', size: 23, color: theme.onDeep })
  })
  page.text(slide.last, { x: margin, y: 462, w: 760 }, { face: 'sans', size: 16, color: theme.onDeepMuted })
  numberOnDeep(page, theme, number)
}

function numberOnDeep(page: Page, theme: Theme, number: number): void {
  const style = { face: 'sans', size: 12, color: theme.onDeepMuted, align: 'right' } as const
  page.text(String(number), { x: pageWidth - margin - 60, y: 503, w: 60 }, style)
}

function drawPoints(page: Page, theme: Theme, slide: Of<'points'>): void {
  const row = Math.min(104, area.h / slide.items.length)
  slide.items.forEach((item, i) => {
    const y = area.y + 8 + i * row
    const { strong } = tones(theme, item.tone ?? 'accent')
    const badge = { x: area.x, y: y + 2, w: 36, h: 36 }
    if (slide.numbered) {
      page.ellipse(badge, { fill: strong })
      centred(page, String(i + 1), badge, { face: 'bold', size: 18, color: theme.paper })
    } else page.rect({ x: area.x, y: y + 4, w: 5, h: row - 26 }, { fill: strong })
    const x = area.x + (slide.numbered ? 60 : 26)
    const w = area.w - (x - area.x)
    page.text(item.head, { x, y, w, h: 34 }, { face: 'bold', size: 24, color: theme.ink })
    if (item.body !== undefined)
      page.text(item.body, { x, y: y + 33, w, h: row - 33 }, { face: 'sans', size: 18, color: theme.muted })
  })
}

function drawColumns(page: Page, theme: Theme, slide: Of<'columns'>): void {
  const gap = 24
  const w = (area.w - gap * (slide.columns.length - 1)) / slide.columns.length
  const style = { face: 'sans', size: slide.columns.length > 2 ? 20 : 21, color: theme.ink } as const
  const heights = slide.columns.map((column) =>
    column.items.reduce((sum, text) => sum + page.measure(text, w - 68, style) + 16, 100),
  )
  const h = Math.min(area.h - 4, Math.max(220, ...heights))
  const top = area.y + (area.h - h) * 0.3
  slide.columns.forEach((column, i) => {
    const x = area.x + i * (w + gap)
    const { fill, strong, edge } = tones(theme, column.tone)
    page.rect({ x, y: top, w, h }, { fill, radius: 6 })
    page.rect({ x, y: top, w, h: 5 }, { fill: edge })
    page.text(
      column.head,
      { x: x + 24, y: top + 24, w: w - 48, h: 36 },
      { face: 'bold', size: 24, color: strong },
    )
    let y = top + 78
    for (const text of column.items) {
      page.ellipse({ x: x + 24, y: y + 11, w: 7, h: 7 }, { fill: edge })
      y += page.text(text, { x: x + 44, y, w: w - 68, h: top + h - y }, style) + 16
    }
  })
}

function drawSteps(page: Page, theme: Theme, slide: Of<'steps'>): void {
  const gap = 26
  const w = (area.w - gap * (slide.steps.length - 1)) / slide.steps.length
  slide.steps.forEach((step, i) => {
    const box = { x: area.x + i * (w + gap), y: area.y + 44, w, h: 216 }
    const { fill, strong, edge } = tones(theme, step.tone ?? 'accent')
    page.rect(box, { fill, radius: 8 })
    page.text(
      String(i + 1),
      { x: box.x + 18, y: box.y + 16, w: w - 36 },
      { face: 'bold', size: 38, color: strong },
    )
    const head = {
      face: 'bold',
      size: slide.steps.length > 4 ? 19 : 21,
      color: theme.ink,
      leading: 1.2,
    } as const
    const height = page.text(step.head, { x: box.x + 18, y: box.y + 78, w: w - 28, h: 54 }, head)
    if (step.body !== undefined)
      page.text(
        step.body,
        { x: box.x + 18, y: box.y + 88 + height, w: w - 30, h: 216 - 96 - height },
        { face: 'sans', size: 16, color: theme.muted },
      )
    if (i + 1 < slide.steps.length) {
      const y = box.y + box.h / 2
      page.line(
        { x: box.x + w + 4, y },
        { x: box.x + w + gap - 3, y },
        { color: edge, width: 2, arrow: true },
      )
    }
  })
}

function drawNumbers(page: Page, theme: Theme, slide: Of<'numbers'>): void {
  const gap = 32
  const w = (area.w - gap * (slide.numbers.length - 1)) / slide.numbers.length
  const size = slide.numbers.length === 1 ? 150 : slide.numbers.length === 2 ? 96 : 52
  slide.numbers.forEach((number, i) => {
    const x = area.x + i * (w + gap)
    const { strong } = tones(theme, number.tone ?? 'accent')
    const alone = slide.numbers.length === 1
    page.text(
      number.value,
      { x, y: 240 - size * 0.72, w, h: size * 1.3 },
      { face: 'bold', size, color: strong, leading: 1.2 },
    )
    page.rect({ x, y: 330, w: alone ? 300 : w, h: 2 }, { fill: theme.hair })
    const style = { face: 'sans', size: alone ? 26 : 20, color: theme.ink } as const
    page.text(number.text, { x, y: 346, w: alone ? 720 : w, h: 120 }, style)
  })
}
