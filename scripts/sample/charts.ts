import { area } from './frame.js'
import type { Page, Point } from './page.js'
import type { Axis, Slide } from './slide.js'
import { tones, type Theme } from './theme.js'

type Of<K extends Slide['kind']> = Extract<Slide, { kind: K }>

/** Horizontal bars, longest value as wide as the plot. */
export function drawBars(page: Page, theme: Theme, slide: Of<'bars'>): void {
  const longest = Math.max(...slide.bars.map((bar) => bar.value))
  const row = Math.min(76, (area.h - 16) / slide.bars.length)
  const left = area.x + 230
  const room = area.w - 230 - 90
  slide.bars.forEach((bar, i) => {
    const y = area.y + 10 + i * row
    const h = row * 0.58
    const tone = bar.tone ?? 'quiet'
    const middle = y + h / 2 - 13
    page.text(
      bar.label,
      { x: area.x, y: middle, w: 214 },
      { face: 'medium', size: 19, color: theme.ink, align: 'right' },
    )
    page.rect(
      { x: left, y, w: (bar.value / longest) * room, h },
      { fill: tones(theme, tone).edge, radius: 2 },
    )
    const x = left + (bar.value / longest) * room + 12
    const color = tone === 'quiet' ? theme.ink : tones(theme, tone).strong
    page.text(bar.text, { x, y: middle, w: 90 }, { face: 'bold', size: 19, color })
  })
  page.line(
    { x: left - 2, y: area.y },
    { x: left - 2, y: area.y + 10 + slide.bars.length * row },
    { color: theme.muted },
  )
}

/** Groups of upright bars, side by side or stacked, with a legend above. */
export function drawGroups(page: Page, theme: Theme, slide: Of<'groups'>): void {
  const plot = plotOf(
    page,
    theme,
    { name: '', ticks: [0, 1] },
    { name: slide.unit, ticks: slide.ticks },
    false,
  )
  const decimals = slide.groups.some((group) => group.values.some((value) => !Number.isInteger(value)))
  const slot = plot.w / slide.groups.length
  const width = slide.stacked ? Math.min(110, slot * 0.5) : Math.min(56, (slot * 0.7) / slide.series.length)
  slide.groups.forEach((group, i) => {
    const middle = plot.x + (i + 0.5) * slot
    let x = middle - (slide.stacked ? width : width * slide.series.length) / 2
    let base = 0
    group.values.forEach((value, k) => {
      const tone = slide.series[k]?.tone ?? 'quiet'
      const top = plot.at({ x: 0, y: base + value }).y
      const bottom = plot.at({ x: 0, y: base }).y
      page.rect({ x: x + 2, y: top, w: width - 4, h: bottom - top }, { fill: tones(theme, tone).edge })
      if (slide.stacked) base += value
      else {
        page.text(
          decimals ? value.toFixed(1) : String(value),
          { x: x - 20, y: top - 23, w: width + 40 },
          { face: 'bold', size: 15, color: theme.ink, align: 'center' },
        )
        x += width
      }
    })
    const style = { face: 'medium', size: 17, color: theme.ink, align: 'center' } as const
    page.text(group.label, { x: middle - slot / 2, y: plot.y + plot.h + 8, w: slot }, style)
  })
  let x = area.x + area.w
  for (const series of [...slide.series].reverse()) {
    const w = series.name.length * 8.6 + 14
    x -= w
    page.text(series.name, { x, y: area.y - 8, w }, { face: 'medium', size: 16, color: theme.ink })
    page.rect({ x: x - 22, y: area.y - 5, w: 14, h: 14 }, { fill: tones(theme, series.tone).edge, radius: 2 })
    x -= 40
  }
}

/** Curves with their names at the right end, and a limit as a dashed line. */
export function drawLines(page: Page, theme: Theme, slide: Of<'lines'>): void {
  const plot = plotOf(page, theme, slide.x, slide.y, true)
  if (slide.limit) {
    const y = plot.at({ x: 0, y: slide.limit.at }).y
    const { edge, strong } = tones(theme, 'accent')
    page.line({ x: plot.x, y }, { x: plot.x + plot.w, y }, { color: edge, width: 1.5, dash: true })
    page.text(
      slide.limit.text,
      { x: plot.x + 10, y: y - 24, w: 460 },
      { face: 'bold', size: 16, color: strong },
    )
  }
  for (const series of slide.series) {
    const { edge } = tones(theme, series.tone)
    page.path(series.points.map(plot.at), { stroke: { color: edge, width: 3.5 } })
    const last = series.points.at(-1)
    if (!last) continue
    const end = plot.at(last)
    const color = series.tone === 'quiet' ? theme.muted : tones(theme, series.tone).strong
    page.ellipse({ x: end.x - 5, y: end.y - 5, w: 10, h: 10 }, { fill: edge })
    page.text(
      series.name,
      { x: end.x + 12, y: end.y - 12, w: 150 },
      { face: 'bold', size: 17, color, leading: 1.15 },
    )
  }
}

interface Plot {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  /** From data to the slide. */
  readonly at: (point: Point) => Point
}

function plotOf(page: Page, theme: Theme, x: Axis, y: Axis, labelled: boolean): Plot {
  const box = { x: area.x + 58, y: area.y + 34, w: area.w - 58 - (labelled ? 160 : 0), h: area.h - 88 }
  const [x0, x1] = span(x)
  const [y0, y1] = span(y)
  const at = (point: Point): Point => ({
    x: box.x + ((point.x - x0) / (x1 - x0)) * box.w,
    y: box.y + box.h - ((point.y - y0) / (y1 - y0)) * box.h,
  })
  const small = { face: 'sans', size: 15, color: theme.muted } as const
  page.text(y.name, { x: area.x, y: area.y - 8, w: 420 }, small)
  for (const tick of y.ticks) {
    const line = at({ x: x0, y: tick }).y
    page.line(
      { x: box.x, y: line },
      { x: box.x + box.w, y: line },
      { color: tick === y0 ? theme.muted : theme.hair },
    )
    page.text(
      `${String(tick)}${y.unit ?? ''}`,
      { x: area.x, y: line - 10, w: 48 },
      { ...small, align: 'right' },
    )
  }
  if (labelled) {
    for (const tick of x.ticks) {
      const label = `${String(tick)}${x.unit ?? ''}`
      page.text(
        label,
        { x: at({ x: tick, y: y0 }).x - 40, y: box.y + box.h + 8, w: 80 },
        { ...small, align: 'center' },
      )
    }
    page.text(x.name, { x: box.x, y: box.y + box.h + 28, w: box.w }, { ...small, align: 'center' })
  }
  return { ...box, at }
}

function span(axis: Axis): [number, number] {
  return [Math.min(...axis.ticks), Math.max(...axis.ticks)]
}
