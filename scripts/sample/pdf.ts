import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import {
  pageHeight,
  pageWidth,
  type Face,
  type Page,
  type Point,
  type Shape,
  type TextStyle,
} from './page.js'

const plex = '@expo-google-fonts/ibm-plex-sans'
const serif = '@expo-google-fonts/source-serif-4'
/** Both families are under the SIL Open Font License 1.1, which allows embedding. */
const files: Readonly<Record<Face, string>> = {
  sans: `${plex}/400Regular/IBMPlexSans_400Regular.ttf`,
  medium: `${plex}/500Medium/IBMPlexSans_500Medium.ttf`,
  bold: `${plex}/600SemiBold/IBMPlexSans_600SemiBold.ttf`,
  serif: `${serif}/400Regular/SourceSerif4_400Regular.ttf`,
  serifBold: `${serif}/600SemiBold/SourceSerif4_600SemiBold.ttf`,
  italic: `${serif}/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf`,
}

/** What a reader program shows about the file. */
export interface DocumentInfo {
  readonly title: string
  readonly author: string
  readonly subject: string
}

/** Every run writes this date, so that unchanged content gives unchanged bytes. */
export const fixedDate = new Date('2020-03-23T15:00:00Z')

/**
 * Draws pages into a PDF and returns its bytes; the same input gives the same bytes.
 * @param draw one function a page, called in order
 */
export async function writePdf(info: DocumentInfo, draw: readonly ((page: Page) => void)[]): Promise<Buffer> {
  const document = openDocument(info)
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  for (const drawPage of draw) {
    document.addPage()
    drawPage(pdfPage(document))
  }
  document.end()
  await done
  return Buffer.concat(chunks)
}

/** Measures as the PDF would, for writers that have no metrics of their own. */
export function createMeasure(): Page['measure'] {
  return pdfPage(openDocument({ title: '', author: '', subject: '' })).measure
}

function openDocument(info: DocumentInfo): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: [pageWidth, pageHeight],
    margin: 0,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Subject: info.subject,
      Creator: 'make-sample',
      CreationDate: fixedDate,
      ModDate: fixedDate,
    },
  })
  const resolve = createRequire(import.meta.url).resolve
  for (const [face, file] of Object.entries(files)) document.registerFont(face, resolve(file))
  return document
}

function pdfPage(document: PDFKit.PDFDocument): Page {
  const lay = (w: number, style: TextStyle) => {
    document.font(style.face).fontSize(style.size)
    const natural = document.currentLineHeight(true)
    return { width: w, align: style.align ?? 'left', lineGap: style.size * (style.leading ?? 1.3) - natural }
  }
  const measure: Page['measure'] = (text, w, style) => document.heightOfString(text, lay(w, style))
  const finish = (shape: Shape) => {
    const { fill, stroke } = shape
    if (stroke) {
      document.lineWidth(stroke.width ?? 1).lineJoin('round')
      if (stroke.dash) document.dash(5, { space: 4 })
    }
    if (fill && stroke) document.fillAndStroke(fill, stroke.color)
    else if (fill) document.fill(fill)
    else if (stroke) document.stroke(stroke.color)
    if (stroke?.dash) document.undash()
  }
  const polygon = (points: readonly Point[]) => document.polygon(...points.map((p) => [p.x, p.y]))
  return {
    measure,
    text(text, box, style) {
      const height = measure(text, box.w, style)
      if (height > (box.h ?? pageHeight - box.y) + 1) throw new Error(`Text does not fit its box: "${text}"`)
      document.font(style.face).fontSize(style.size).fillColor(style.color)
      document.text(text, box.x, box.y, lay(box.w, style))
      return height
    },
    rect(box, shape) {
      document.roundedRect(box.x, box.y, box.w, box.h, shape.radius ?? 0)
      finish(shape)
    },
    ellipse(box, shape) {
      document.ellipse(box.x + box.w / 2, box.y + box.h / 2, box.w / 2, box.h / 2)
      finish(shape)
    },
    line(from, to, stroke) {
      const head = 9
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
      const end = stroke.arrow ? { x: to.x - dx * head * 0.8, y: to.y - dy * head * 0.8 } : to
      document.moveTo(from.x, from.y).lineTo(end.x, end.y)
      finish({ stroke })
      if (!stroke.arrow) return
      const side = (sign: number) => ({
        x: to.x - dx * head - sign * dy * head * 0.48,
        y: to.y - dy * head + sign * dx * head * 0.48,
      })
      polygon([to, side(1), side(-1)])
      finish({ fill: stroke.color })
    },
    path(points, shape) {
      if (shape.fill) polygon(points)
      else {
        const [first, ...rest] = points
        if (!first) return
        document.moveTo(first.x, first.y)
        for (const point of rest) document.lineTo(point.x, point.y)
      }
      finish(shape)
    },
  }
}
