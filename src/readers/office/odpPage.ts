import type { TextBlock, TextLine } from './textBlocks.js'
import { childAt, childrenOf, type XmlElement } from './xml.js'

/** Kinds of frames that repeat on every page, or that are no part of it. */
const NOT_CONTENT: ReadonlySet<string> = new Set([
  'header',
  'footer',
  'date-time',
  'page-number',
  'notes',
  'page',
])
/** Elements that hold paragraphs, at any depth. */
const CONTAINERS: readonly string[] = ['text-box', 'list', 'list-item', 'list-header', 'section']

/**
 * The text of a page's frames and shapes (OpenDocument 1.3, part 3, section 10).
 * @param height of the page, in centimetres
 */
export function pageBlocks(page: XmlElement, height: number): TextBlock[] {
  return childrenOf(page).flatMap((shape): TextBlock[] => {
    const kind = shape.attributes.get('presentation:class') ?? ''
    if (shape.name === 'notes' || shape.name === 'forms' || NOT_CONTENT.has(kind)) return []
    if (shape.attributes.get('presentation:placeholder') === 'true') return []
    if (shape.name === 'g' || shape.name === 'a') return pageBlocks(shape, height)
    const lines = shapeLines(shape)
    return lines.length > 0 ? [{ lines, isTitle: kind === 'title', ...topOf(shape, height) }] : []
  })
}

/** What the speaker wrote under a page. */
export function notesOf(page: XmlElement): string {
  return childrenOf(childAt(page, 'notes'), 'frame')
    .filter((frame) => frame.attributes.get('presentation:class') === 'notes')
    .filter((frame) => frame.attributes.get('presentation:placeholder') !== 'true')
    .flatMap((frame) => shapeLines(frame).map((line) => line.text.trim()))
    .filter((line) => line !== '')
    .join('\n')
}

function shapeLines(element: XmlElement): TextLine[] {
  return childrenOf(element).flatMap((child): TextLine[] => {
    if (child.name === 'p' || child.name === 'h') return [{ text: paragraphText(child) }]
    if (child.name === 'table') return tableLines(child)
    return CONTAINERS.includes(child.name) ? shapeLines(child) : []
  })
}

function tableLines(table: XmlElement): TextLine[] {
  const rows = childrenOf(table, 'table-row', 'table-header-rows', 'table-rows')
  return rows.flatMap((row) => {
    if (row.name !== 'table-row') return tableLines(row)
    const cells = childrenOf(row, 'table-cell').map((cell) =>
      shapeLines(cell)
        .map((line) => line.text)
        .join(' ')
        .trim(),
    )
    return [{ text: cells.filter((text) => text !== '').join(' | ') }]
  })
}

/** White space is written as elements (OpenDocument 1.3, part 3, section 6.1). */
function paragraphText(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child
      if (child.name === 's' || child.name === 'tab') return ' '
      if (child.name === 'line-break') return '\n'
      return child.name === 'page-number' || child.name === 'annotation' ? '' : paragraphText(child)
    })
    .join('')
}

function topOf(shape: XmlElement, height: number): Pick<TextBlock, 'y'> {
  const y = centimetres(shape.attributes.get('svg:y')) / height
  return Number.isFinite(y) ? { y } : {}
}

const UNITS: Readonly<Record<string, number>> = { cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72 }

function centimetres(length = ''): number {
  const [, number, unit = ''] = /^(-?[\d.]{1,20})(cm|mm|in|pt)$/.exec(length) ?? []
  return Number(number) * (UNITS[unit] ?? NaN)
}
