import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A file of pdf.js as a plain path: with an address, Node's own reader finds nothing, and CJK text vanishes silently. */
const folderOfPdfJs = (name: string): string => {
  const root = path.dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))
  return path.join(root, name) + path.sep
}

/**
 * Opens a PDF for reading and drawing.
 * @throws pdf.js's `PasswordException`, `InvalidPDFException` and others, told apart by `name`
 */
export async function openPdf(file: string): Promise<PDFDocumentProxy> {
  const data = new Uint8Array(await readFile(file))
  return getDocument({
    data,
    cMapUrl: folderOfPdfJs('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folderOfPdfJs('standard_fonts'),
    wasmUrl: folderOfPdfJs('wasm'),
    iccUrl: folderOfPdfJs('iccs'),
    isEvalSupported: false,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  }).promise
}
