import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The addresses that a page links to, as they are written; none when its annotations cannot be read. */
export async function linksOf(page: PDFPageProxy): Promise<string[]> {
  try {
    const annotations: readonly unknown[] = await page.getAnnotations()
    return annotations.flatMap((annotation) => addressOf(annotation))
  } catch {
    // A page's words are worth more than its links.
    return []
  }
}

function addressOf(annotation: unknown): string[] {
  if (typeof annotation !== 'object' || annotation === null) return []
  const { url } = annotation as { readonly url?: unknown }
  return typeof url === 'string' ? [url] : []
}
