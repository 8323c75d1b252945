import { area } from './frame.js'
import type { Box, Page, Point } from './page.js'
import type { Edge, Node, Slide } from './slide.js'
import { tones, type Theme } from './theme.js'

/** Boxes and arrows in the drawing area. */
export function drawDiagram(page: Page, theme: Theme, slide: Extract<Slide, { kind: 'diagram' }>): void {
  const boxes = new Map(slide.nodes.map((node) => [node.id, boxOf(node)]))
  for (const edge of slide.edges) drawEdge(page, theme, edge, boxes)
  for (const node of slide.nodes) drawNode(page, theme, node)
}

/** A box with a label and, in smaller type, a line or two below it. */
export function drawNode(page: Page, theme: Theme, node: Node): void {
  const box = boxOf(node)
  const { fill, edge, strong } = tones(theme, node.tone ?? 'quiet')
  page.rect(box, { fill, stroke: { color: edge, width: 1.5 }, radius: 6 })
  const w = box.w - 16
  const head = { face: 'bold', size: 18, color: strong, align: 'center', leading: 1.2 } as const
  const body = { face: 'sans', size: 15, color: theme.ink, align: 'center', leading: 1.25 } as const
  const headHeight = page.measure(node.label, w, head)
  const bodyHeight = node.body === undefined ? 0 : page.measure(node.body, w, body) + 4
  const y = box.y + (box.h - headHeight - bodyHeight) / 2
  page.text(node.label, { x: box.x + 8, y, w, h: box.h }, head)
  if (node.body !== undefined)
    page.text(node.body, { x: box.x + 8, y: y + headHeight + 4, w, h: box.y + box.h - y - headHeight }, body)
}

function drawEdge(page: Page, theme: Theme, edge: Edge, boxes: ReadonlyMap<string, Box>): void {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
  if (!from || !to) throw new Error(`An edge names no node: ${edge.from} to ${edge.to}`)
  const [start, end] = ends(from, to)
  const color = edge.tone ? tones(theme, edge.tone).edge : theme.muted
  page.line(start, end, { color, width: 1.75, arrow: true, dash: edge.dash ?? false })
  if (edge.label === undefined) return
  const style = { face: 'medium', size: 14, color: theme.muted } as const
  const upright = Math.abs(start.x - end.x) < Math.abs(start.y - end.y)
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  if (upright) page.text(edge.label, { x: middle.x + 10, y: middle.y - 10, w: 180 }, style)
  else {
    // On the line itself, so that a slanting line does not run through the words.
    const w = edge.label.length * 7.4 + 12
    page.rect({ x: middle.x - w / 2, y: middle.y - 10, w, h: 20 }, { fill: theme.paper })
    page.text(edge.label, { x: middle.x - w / 2, y: middle.y - 10, w }, { ...style, align: 'center' })
  }
}

/** Where an arrow leaves and arrives, on the sides that face each other with the wider gap; straight where it can be. */
function ends(from: Box, to: Box): [Point, Point] {
  const gap = 4
  const apart = (a: number, aSize: number, b: number, bSize: number) => Math.max(b - a - aSize, a - b - bSize)
  const across = apart(from.x, from.w, to.x, to.w) > apart(from.y, from.h, to.y, to.h)
  if (across) {
    const y = overlap(from.y, from.h, to.y, to.h)
    const right = to.x > from.x
    return [
      { x: right ? from.x + from.w + gap : from.x - gap, y: y ?? from.y + from.h / 2 },
      { x: right ? to.x - gap : to.x + to.w + gap, y: y ?? to.y + to.h / 2 },
    ]
  }
  const x = overlap(from.x, from.w, to.x, to.w)
  const down = to.y > from.y
  return [
    { x: x ?? from.x + from.w / 2, y: down ? from.y + from.h + gap : from.y - gap },
    { x: x ?? to.x + to.w / 2, y: down ? to.y - gap : to.y + to.h + gap },
  ]
}

/** The middle of what two spans share, if that is most of the smaller one. */
function overlap(a: number, aSize: number, b: number, bSize: number): number | null {
  const start = Math.max(a, b)
  const end = Math.min(a + aSize, b + bSize)
  return end - start < 0.6 * Math.min(aSize, bSize) ? null : (start + end) / 2
}

function boxOf(node: Node): Box {
  const [x, y, w, h] = node.at
  return { x: area.x + x, y: area.y + y, w, h }
}
