import type { Reading } from '../../archive/problem.js'
import type { ReadDeck } from '../deckReader.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { safeLinks } from '../safeLinks.js'
import { openOffice } from './officeFile.js'
import { notesOf, pageBlocks } from './odpPage.js'
import { openPackage } from './officePackage.js'
import { slideTexts } from './textBlocks.js'
import { allBelow, childAt, childrenOf, type XmlElement } from './xml.js'

/** More pages are not read. */
const MAX_PAGES = 5000
/** Of a 16:9 page as LibreOffice makes it, in centimetres. */
const HEIGHT = 15.75

/**
 * Reads an OpenDocument presentation (OASIS OpenDocument 1.3): pages in their order, with titles, notes and links.
 * Numbers, dates and footers that repeat on every page are left out, and so are empty placeholders.
 */
export function readOdp(bytes: Uint8Array, path: string): Reading<ReadDeck> {
  const log = createProblemLog(path)
  const zip = openOffice(bytes, 'an OpenDocument presentation', log)
  if (!zip) return { value: null, problems: log.list() }
  const file = openPackage(zip, log)
  if (allBelow(file.part('META-INF/manifest.xml') ?? undefined, 'encryption-data').length > 0) {
    log.add('error', 'office-encrypted', 'this file needs a password', {
      hint: 'save a copy without a password',
    })
    return { value: null, problems: log.list() }
  }
  const root = file.part('content.xml')
  const presentation = childAt(root ?? undefined, 'body', 'presentation')
  if (!presentation) {
    reportWithoutPages(log)
    return { value: null, problems: log.list() }
  }

  const hiddenStyles = stylesOfHiddenPages(root)
  const pages = childrenOf(presentation, 'page')
  const read = pages.slice(0, MAX_PAGES)
  const texts = slideTexts(read.map((page) => pageBlocks(page, HEIGHT)))
  if (texts.length > 0 && texts.every(({ text }) => text === ''))
    log.add('warning', 'odp-no-text', 'there is no text on these slides: they are pictures', {
      hint: 'export them as PDF and run that through OCR (for instance with ocrmypdf)',
    })
  const slides = read.map((page, i) => {
    const notes = notesOf(page)
    const isHidden = hiddenStyles.has(page.attributes.get('draw:style-name') ?? '')
    const links = safeLinks(allBelow(page, 'a').map((link) => link.attributes.get('xlink:href') ?? ''))
    return {
      page: i + 1,
      text: '',
      ...texts[i],
      ...(notes && { notes }),
      ...(isHidden && { hidden: true }),
      ...(links.length > 0 && { links }),
    }
  })
  return { value: { pages: pages.length, slides }, problems: log.list() }
}

function stylesOfHiddenPages(root: XmlElement | null): ReadonlySet<string> {
  const styles = childrenOf(childAt(root ?? undefined, 'automatic-styles'), 'style')
  const hidden = styles.filter(
    (style) =>
      childAt(style, 'drawing-page-properties')?.attributes.get('presentation:visibility') === 'hidden',
  )
  return new Set(hidden.map((style) => style.attributes.get('style:name') ?? ''))
}

function reportWithoutPages(log: ProblemLog): void {
  // What kept it from being read was said already.
  if (log.list().some((problem) => problem.severity === 'error')) return
  log.add(
    'error',
    'file-is-something-else',
    'this should be an OpenDocument presentation, but it is something else',
    {
      hint: 'open it by hand to see what it is',
    },
  )
}
