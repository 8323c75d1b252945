import { area } from './frame.js'
import type { Page } from './page.js'
import type { Slide } from './slide.js'
import type { Theme } from './theme.js'

/** Rows under a heading line; `widths` are shares, `right` the columns set flush right, `strong` the row to notice. */
export function drawTable(page: Page, theme: Theme, slide: Extract<Slide, { kind: 'table' }>): void {
  const sum = slide.widths.reduce((a, b) => a + b, 0)
  const columns = slide.widths.map((share, i) => {
    const before = slide.widths.slice(0, i).reduce((a, b) => a + b, 0)
    return {
      x: area.x + (before / sum) * area.w,
      w: (share / sum) * area.w - (i === slide.widths.length - 1 ? 0 : slide.right?.includes(i) ? 44 : 16),
      align: slide.right?.includes(i) ? ('right' as const) : ('left' as const),
    }
  })
  const row = Math.min(64, (area.h - 44) / slide.rows.length)
  const size = slide.rows.length > 5 ? 18 : 20
  const write = (
    cells: readonly string[],
    y: number,
    face: 'sans' | 'bold',
    color: string,
    textSize: number,
  ) => {
    cells.forEach((text, i) => {
      const column = columns[i]
      if (!column) throw new Error(`No column for "${text}"`)
      const style = {
        face: i === 0 ? ('bold' as const) : face,
        size: textSize,
        color,
        align: column.align,
        leading: 1.2,
      }
      const height = page.measure(text, column.w, style)
      page.text(text, { x: column.x, y: y - height / 2, w: column.w, h: row }, style)
    })
  }
  write(slide.head, area.y + 18, 'bold', theme.muted, 16)
  page.rect({ x: area.x, y: area.y + 38, w: area.w, h: 1.5 }, { fill: theme.ink })
  slide.rows.forEach((cells, i) => {
    const y = area.y + 40 + i * row
    if (i === slide.strong)
      page.rect(
        { x: area.x - 12, y: y + 1, w: area.w + 24, h: row - 1 },
        { fill: theme.accentSoft, radius: 4 },
      )
    write(cells, y + row / 2, 'sans', i === slide.strong ? theme.accent : theme.ink, size)
    page.rect({ x: area.x, y: y + row, w: area.w, h: 1 }, { fill: theme.hair })
  })
}
