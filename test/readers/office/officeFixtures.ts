import pptxgen from 'pptxgenjs'
import { strToU8, zipSync, type Zippable } from 'fflate'

const NAMESPACES =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A slide of a PowerPoint file made by hand, as XML inside its shape tree. */
export interface RawSlide {
  readonly shapes: string
  readonly isHidden?: boolean
  readonly notes?: string
  /** Id, type, target; `External` for addresses. */
  readonly relationships?: readonly (readonly [string, string, string, 'External'?])[]
}

/** A ZIP archive of texts. */
export function archive(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [
      name,
      typeof content === 'string' ? strToU8(content) : content,
    ]),
  )
  return zipSync(files)
}

/**
 * The parts of a PowerPoint file. The files of the slides are numbered against their order, as they are after slides
 * were moved.
 */
export function pptxParts(
  slides: readonly RawSlide[],
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const fileOf = (i: number): number => slides.length - i
  const parts: Record<string, string> = {
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `<p:presentation ${NAMESPACES}><p:sldIdLst>${slides
      .map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`)
      .join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(
      slides.map((_, i) => [`rId${i + 1}`, 'slide', `slides/slide${fileOf(i)}.xml`]),
    ),
  }
  slides.forEach(({ shapes, isHidden, notes, relationships: own = [] }, i) => {
    const number = fileOf(i)
    const hidden = isHidden ? ' show="0"' : ''
    parts[`ppt/slides/slide${number}.xml`] =
      `<p:sld ${NAMESPACES}${hidden}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
    parts[`ppt/slides/_rels/slide${number}.xml.rels`] = relationships([
      ...own,
      ...(notes ? ([['rIdN', 'notesSlide', `../notesSlides/notesSlide${i + 1}.xml`]] as const) : []),
    ])
    if (notes)
      parts[`ppt/notesSlides/notesSlide${i + 1}.xml`] =
        `<p:notes ${NAMESPACES}><p:cSld><p:spTree>${shape('', 'type="sldImg"')}${shape(notes, 'type="body" idx="1"')}${shape('7', 'type="sldNum"')}</p:spTree></p:cSld></p:notes>`
  })
  return { ...parts, ...more }
}

/** A PowerPoint file made by hand. */
export function pptx(slides: readonly RawSlide[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  return archive(pptxParts(slides, more))
}

/**
 * A shape with a paragraph a line.
 * @param placeholder attributes of its placeholder; a text box when there are none
 */
export function shape(text: string, placeholder?: string): string {
  const holder = placeholder === undefined ? '' : `<p:ph ${placeholder}/>`
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>${holder}</p:nvPr></p:nvSpPr><p:spPr/>${body(text, 'p')}</p:sp>`
}

/** A text body with a paragraph a line. */
export function body(text: string, prefix: string): string {
  const paragraphs = text.split('\n').map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`)
  return `<${prefix}:txBody>${paragraphs.join('')}</${prefix}:txBody>`
}

function relationships(list: readonly (readonly [string, string, string, string?])[]): string {
  const items = list.map(
    ([id, type, target, mode]) =>
      `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`
}

/** An OpenDocument presentation from the XML of its pages. */
export function odp(pages: string, styles = ''): Uint8Array {
  return archive({
    mimetype: 'application/vnd.oasis.opendocument.presentation',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:draw="d" xmlns:text="t" xmlns:table="ta" xmlns:presentation="p" xmlns:xlink="x" xmlns:style="s" xmlns:svg="v"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:presentation>${pages}</office:presentation></office:body></office:document-content>`,
    'META-INF/manifest.xml': '<manifest:manifest xmlns:manifest="m"/>',
  })
}

/** A PowerPoint file as a library for making such files writes it. */
export async function generatedPptx(fill: (file: pptxgen.default) => void): Promise<Uint8Array> {
  // Its types say nothing of the class that its module is.
  const file = new (pptxgen as unknown as new () => pptxgen.default)()
  fill(file)
  return (await file.write({ outputType: 'uint8array' })) as Uint8Array
}
