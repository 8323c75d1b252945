import type { Reading } from '../../archive/problem.js'
import type { ReadDeck } from '../deckReader.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { safeLinks } from '../safeLinks.js'
import { openOffice } from './officeFile.js'
import { openPackage, type OfficePackage } from './officePackage.js'
import { placeholderOf, shapeBlocks } from './slideShapes.js'
import { bodyLines } from './drawingText.js'
import { slideTexts, type TextBlock } from './textBlocks.js'
import { allBelow, childAt, childrenOf, type XmlElement } from './xml.js'

/** More slides are not read. */
const MAX_SLIDES = 5000
/** Where the file does not say, in EMU: of PowerPoint's own slides. */
const USUAL_HEIGHT = 6_858_000

/** A slide before its text is put in order. */
interface RawSlide {
  readonly page: number
  readonly blocks: readonly TextBlock[]
  readonly notes: string
  readonly isHidden: boolean
  readonly links: readonly string[]
}

/**
 * Reads a PowerPoint file (ECMA-376-1, PresentationML): slides in the order of the presentation, with titles, notes
 * and links. Numbers, dates and footers that repeat on every slide are left out.
 */
export function readPptx(bytes: Uint8Array, path: string): Reading<ReadDeck> {
  const log = createProblemLog(path)
  const zip = openOffice(bytes, 'a PowerPoint file', log)
  if (!zip) return { value: null, problems: log.list() }
  const file = openPackage(zip, log)
  const main = [...file.relationshipsOf('').values()].find(({ type }) => type === 'officeDocument')
  const name = main?.target ?? 'ppt/presentation.xml'
  const presentation = file.part(name)
  if (presentation?.name !== 'presentation') {
    reportWithoutSlides(presentation, log)
    return { value: null, problems: log.list() }
  }

  const slides = readSlides(file, name, presentation, log)
  const texts = slideTexts(slides.map((slide) => slide.blocks))
  if (slides.length > 0 && texts.every(({ text }) => text === ''))
    log.add('warning', 'pptx-no-text', 'there is no text on these slides: they are pictures', {
      hint: 'export them as PDF and run that through OCR (for instance with ocrmypdf)',
    })
  const value: ReadDeck = {
    pages: childrenOf(childAt(presentation, 'sldIdLst'), 'sldId').length,
    slides: slides.map(({ page, notes, isHidden, links }, i) => ({
      page,
      text: '',
      ...texts[i],
      ...(notes && { notes }),
      ...(isHidden && { hidden: true }),
      ...(links.length > 0 && { links }),
    })),
  }
  return { value, problems: log.list() }
}

function readSlides(
  file: OfficePackage,
  name: string,
  presentation: XmlElement,
  log: ProblemLog,
): RawSlide[] {
  const relationships = file.relationshipsOf(name)
  const height = Number(childAt(presentation, 'sldSz')?.attributes.get('cy')) || USUAL_HEIGHT
  const listed = childrenOf(childAt(presentation, 'sldIdLst'), 'sldId')
  return listed.slice(0, MAX_SLIDES).flatMap((entry, i): RawSlide[] => {
    const part = relationships.get(entry.attributes.get('r:id') ?? '')?.target ?? ''
    const slide = file.part(part)
    if (!slide) {
      log.add('warning', 'pptx-slide-missing', `slide ${i + 1} cannot be read`, {
        hint: 'save the file anew in PowerPoint',
      })
      return []
    }
    const related = file.relationshipsOf(part)
    const targetOf = (type: string): string =>
      [...related.values()].find((other) => other.type === type)?.target ?? ''
    const setting = {
      height,
      related: (id: string) => file.part(related.get(id)?.target ?? ''),
    }
    const links = [...related.values()].filter((other) => other.type === 'hyperlink' && other.isExternal)
    return [
      {
        page: i + 1,
        blocks: shapeBlocks(shapesOf(slide), setting),
        notes: notesText(file.part(targetOf('notesSlide'))),
        isHidden: ['0', 'false'].includes(slide.attributes.get('show') ?? ''),
        links: safeLinks(links.map((link) => link.target)),
      },
    ]
  })
}

function shapesOf(part: XmlElement | null): readonly XmlElement[] {
  return childrenOf(childAt(part ?? undefined, 'cSld', 'spTree'))
}

/** What the speaker wrote under a slide; the page of notes also has a picture of the slide and a number. */
function notesText(notes: XmlElement | null): string {
  return allBelow(notes ?? undefined, 'sp')
    .filter((shape) => placeholderOf(shape) === 'body')
    .flatMap((shape) => bodyLines(childAt(shape, 'txBody')).map((line) => line.text.trim()))
    .filter((line) => line !== '')
    .join('\n')
}

function reportWithoutSlides(root: XmlElement | null, log: ProblemLog): void {
  // What kept it from being read was said already.
  if (log.list().some((problem) => problem.severity === 'error')) return
  const what = root ? 'another kind of Office file' : 'an archive without slides'
  log.add('error', 'file-is-something-else', `this should be a PowerPoint file, but it is ${what}`, {
    hint: 'open it by hand to see what it is',
  })
}
