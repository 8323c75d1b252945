import pptxgenjs from 'pptxgenjs'
import { createMeasure, fixedDate, type DocumentInfo } from './pdf.js'
import {
  pageHeight,
  pageWidth,
  type Box,
  type Face,
  type Page,
  type Shape,
  type Stroke,
  type TextStyle,
} from './page.js'

/** One slide: how it is drawn, and what the speaker reads. */
export interface DrawnSlide {
  readonly draw: (page: Page) => void
  readonly notes?: string
}

// Its types describe a CommonJS module; what Node imports is the class itself.
const Presentation = pptxgenjs as unknown as typeof pptxgenjs.default
// Drawn by the library but missing from its types.
const freeform = 'custGeom' as string as pptxgenjs.default.SHAPE_NAME
type PptxSlide = ReturnType<pptxgenjs.default['addSlide']>

/** Families that presentation programs have; a PPTX does not carry its fonts. */
const families: Readonly<Record<Face, { fontFace: string; bold: boolean; italic: boolean }>> = {
  sans: { fontFace: 'Arial', bold: false, italic: false },
  medium: { fontFace: 'Arial', bold: false, italic: false },
  bold: { fontFace: 'Arial', bold: true, italic: false },
  serif: { fontFace: 'Georgia', bold: false, italic: false },
  serifBold: { fontFace: 'Georgia', bold: true, italic: false },
  italic: { fontFace: 'Georgia', bold: false, italic: true },
}

/** Draws slides into a PPTX with editable text and returns its bytes; the same input gives the same bytes. */
export async function writePptx(info: DocumentInfo, slides: readonly DrawnSlide[]): Promise<Buffer> {
  return withFixedDate(async () => {
    const presentation = new Presentation()
    presentation.defineLayout({ name: 'sample', width: inches(pageWidth), height: inches(pageHeight) })
    presentation.layout = 'sample'
    presentation.title = info.title
    presentation.author = info.author
    presentation.subject = info.subject
    const measure = createMeasure()
    const masters = new Set<string>()
    for (const { draw, notes } of slides) {
      const title = titleBox(draw, measure)
      const masterName = `Title at ${title.x}, ${title.y}`
      if (!masters.has(masterName)) {
        const placeholder = {
          options: { name: 'title', type: 'title' as const, ...place(title), margin: 0 },
          text: '',
        }
        presentation.defineSlideMaster({ title: masterName, objects: [{ placeholder }] })
        masters.add(masterName)
      }
      const slide = presentation.addSlide({ masterName })
      draw(pptxPage(slide, measure))
      if (notes !== undefined) slide.addNotes(notes)
    }
    return Buffer.from(
      (await presentation.write({ outputType: 'nodebuffer', compression: true })) as Uint8Array,
    )
  })
}

/** Where a slide draws its heading: the library puts a title where its master has it, whatever the slide says. */
function titleBox(draw: DrawnSlide['draw'], measure: Page['measure']): Box {
  let found: Box = { x: 56, y: 40, w: 848, h: 48 }
  const nothing = (): void => undefined
  draw({
    measure,
    text(text, box, style) {
      const h = measure(text, box.w, style)
      if (style.heading) found = { ...box, h }
      return h
    },
    ...{ rect: nothing, ellipse: nothing, line: nothing, path: nothing },
  })
  return found
}

function pptxPage(slide: PptxSlide, measure: Page['measure']): Page {
  return {
    measure,
    text(text, box, style) {
      const height = measure(text, box.w, style)
      slide.addText(text, { ...place({ ...box, h: height }), ...textOptions(style) })
      return height
    },
    rect(box, shape) {
      const radius = shape.radius ?? 0
      const rounded = radius > 0 ? { rectRadius: inches(radius) } : {}
      slide.addShape(radius > 0 ? 'roundRect' : 'rect', { ...place(box), ...shapeOptions(shape), ...rounded })
    },
    ellipse(box, shape) {
      slide.addShape('ellipse', { ...place(box), ...shapeOptions(shape) })
    },
    line(from, to, stroke) {
      const box = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        w: Math.abs(to.x - from.x),
        h: Math.abs(to.y - from.y),
      }
      const head = stroke.arrow ? { endArrowType: 'triangle' as const } : {}
      slide.addShape('line', {
        ...place(box),
        flipH: to.x < from.x,
        flipV: to.y < from.y,
        line: { ...lineOptions(stroke), ...head },
      })
    },
    path(points, shape) {
      const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)]
      const box = {
        x: Math.min(...xs),
        y: Math.min(...ys),
        w: Math.max(...xs) - Math.min(...xs),
        h: Math.max(...ys) - Math.min(...ys),
      }
      const relative = points.map((p, i) => ({
        x: inches(p.x - box.x),
        y: inches(p.y - box.y),
        moveTo: i === 0,
      }))
      const close = shape.fill ? [{ close: true as const }] : []
      slide.addShape(freeform, { ...place(box), ...shapeOptions(shape), points: [...relative, ...close] })
    },
  }
}

function textOptions(style: TextStyle): pptxgenjs.default.TextPropsOptions {
  return {
    ...families[style.face],
    fontSize: style.size,
    color: hex(style.color),
    align: style.align ?? 'left',
    valign: 'top',
    margin: 0,
    // Arial's own line is about 1.15 of its size.
    lineSpacingMultiple: Math.round(((style.leading ?? 1.3) / 1.15) * 100) / 100,
    ...(style.heading ? { placeholder: 'title' } : {}),
  }
}

function shapeOptions(shape: Shape): { fill?: { color: string }; line?: { color: string; width: number } } {
  return {
    ...(shape.fill ? { fill: { color: hex(shape.fill) } } : {}),
    ...(shape.stroke ? { line: lineOptions(shape.stroke) } : {}),
  }
}

function lineOptions(stroke: Stroke): { color: string; width: number; dashType: 'dash' | 'solid' } {
  return { color: hex(stroke.color), width: stroke.width ?? 1, dashType: stroke.dash ? 'dash' : 'solid' }
}

function place(box: Box): Box {
  return { x: inches(box.x), y: inches(box.y), w: inches(box.w), h: inches(box.h) }
}

function inches(points: number): number {
  return points / 72
}

function hex(color: string): string {
  return color.slice(1).toUpperCase()
}

/** pptxgenjs and its zip writer stamp the present moment; here the present is always the same. */
async function withFixedDate<T>(work: () => Promise<T>): Promise<T> {
  const RealDate = globalThis.Date
  globalThis.Date = class extends RealDate {
    constructor(value?: number | string | Date) {
      super(value ?? fixedDate)
    }
  } as DateConstructor
  try {
    return await work()
  } finally {
    globalThis.Date = RealDate
  }
}
