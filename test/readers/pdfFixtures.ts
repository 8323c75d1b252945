import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import PDFDocument from 'pdfkit'

type Draw = (document: PDFKit.PDFDocument) => void

/** A PDF of 16:9 pages, each drawn by a function. */
export function makePdf(pages: readonly Draw[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: [960, 540], margin: 0, autoFirstPage: false, ...options })
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    document.on('error', reject)
    for (const draw of pages) {
      document.addPage()
      draw(document)
    }
    document.end()
  })
}

/** A slide as many are: heading, bullets, running header, footer with a page number. */
export function slide(page: number, title: string, ...bullets: readonly string[]): Draw {
  return (document) => {
    document.fontSize(12).text('Small Systems Day', 40, 12, { lineBreak: false })
    document.fontSize(36).text(title, 60, 50, { lineBreak: false })
    bullets.forEach((bullet, i) => document.fontSize(20).text(bullet, 80, 150 + i * 50, { lineBreak: false }))
    document.fontSize(12).text(`Harbour University | ${page}`, 40, 510, { lineBreak: false })
  }
}

/** Writes a file and gives its absolute path. */
export function fileWith(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

/** A PDF from its objects, by hand: for what no good program writes. */
export function rawPdf(objects: readonly string[]): string {
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')
  return `%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`
}
