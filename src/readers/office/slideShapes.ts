import { bodyLines, chosen, tableLines } from './drawingText.js'
import type { TextBlock, TextLine } from './textBlocks.js'
import { allBelow, childAt, childrenOf, textOf, type XmlElement } from './xml.js'

/** What shapes need to know of their slide. */
export interface SlideSetting {
  /** Of the slides, in the file's units. */
  readonly height: number
  /** The root of the part that a relationship of the slide names; null when there is none. */
  readonly related: (id: string) => XmlElement | null
}

/** Placeholders that repeat on every slide, or that are only for notes. */
const NOT_CONTENT: ReadonlySet<string> = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg'])
const TITLES: ReadonlySet<string> = new Set(['title', 'ctrTitle'])

/** The text of a slide's shapes, a block a shape (ECMA-376-1, section 19.3.1). */
export function shapeBlocks(shapes: readonly XmlElement[], setting: SlideSetting): TextBlock[] {
  return shapes.flatMap((shape): TextBlock[] => {
    if (shape.name === 'AlternateContent') return shapeBlocks(chosen(shape), setting)
    if (shape.name === 'sp' || shape.name === 'cxnSp') return ownBlock(shape, setting)
    if (shape.name === 'grpSp') {
      // Inside a group other units hold: where its shapes stand is not known.
      return shapeBlocks(childrenOf(shape), setting).map(({ lines, isTitle }) => ({ lines, isTitle }))
    }
    if (shape.name === 'graphicFrame')
      return [
        { lines: frameLines(shape, setting), isTitle: false, ...topOf(childAt(shape, 'xfrm'), setting) },
      ]
    return []
  })
}

/** The kind of placeholder that a shape is: `body` unless it says more; null for other shapes. */
export function placeholderOf(shape: XmlElement): string | null {
  const properties = childrenOf(shape).find((child) => /^nv\w*Pr$/.test(child.name))
  const holder = childAt(properties, 'nvPr', 'ph')
  return holder ? (holder.attributes.get('type') ?? 'body') : null
}

function ownBlock(shape: XmlElement, setting: SlideSetting): TextBlock[] {
  const kind = placeholderOf(shape)
  if (kind !== null && NOT_CONTENT.has(kind)) return []
  if (childAt(shape, 'nvSpPr', 'cNvPr')?.attributes.get('hidden') === '1') return []
  const isTitle = kind !== null && TITLES.has(kind)
  const lines = bodyLines(childAt(shape, 'txBody'))
  return [{ lines, isTitle, ...topOf(childAt(shape, 'spPr', 'xfrm'), setting) }]
}

function topOf(transform: XmlElement | undefined, { height }: SlideSetting): Pick<TextBlock, 'y'> {
  const y = Number(childAt(transform, 'off')?.attributes.get('y') ?? NaN) / height
  return Number.isFinite(y) ? { y } : {}
}

/** A table's, chart's or diagram's words. */
function frameLines(frame: XmlElement, { related }: SlideSetting): TextLine[] {
  const data = childAt(frame, 'graphic', 'graphicData')
  const [inside] = childrenOf(data)
  if (inside?.name === 'tbl') return tableLines(inside)
  if (inside?.name === 'chart') return chartLines(related(inside.attributes.get('r:id') ?? ''))
  if (inside?.name === 'relIds') return diagramLines(related(inside.attributes.get('r:dm') ?? ''))
  return []
}

/** A chart's title, axis titles, and the names of its series and categories (ECMA-376-1, section 21.2). */
function chartLines(root: XmlElement | null): TextLine[] {
  const chart = childAt(root ?? undefined, 'chart')
  const titles = allBelow(chart, 'title').flatMap((title) => bodyLines(childAt(title, 'tx', 'rich')))
  const names = [...allBelow(chart, 'ser')].flatMap((series) => [
    ...allBelow(childAt(series, 'tx'), 'v'),
    ...allBelow(childAt(series, 'cat'), 'v'),
  ])
  const words = new Set(names.map((name) => textOf(name)).filter((text) => /\p{L}/u.test(text)))
  return [...titles, ...[...words].map((text) => ({ text }))]
}

/** SmartArt: the words of its points, in their order (ECMA-376-1, section 21.4.3). */
function diagramLines(root: XmlElement | null): TextLine[] {
  return childrenOf(childAt(root ?? undefined, 'ptLst'), 'pt').flatMap((point) =>
    ['node', 'asst', undefined].includes(point.attributes.get('type')) ? bodyLines(childAt(point, 't')) : [],
  )
}
