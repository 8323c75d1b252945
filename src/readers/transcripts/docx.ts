import type { Reading } from '../../archive/problem.js'
import { openOffice } from '../office/officeFile.js'
import { openPackage } from '../office/officePackage.js'
import { childAt, childrenOf, type XmlElement } from '../office/xml.js'
import { createProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { readProse } from './prose.js'

const MAIN_PART = 'word/document.xml'

/**
 * Reads a Word document (ECMA-376-1, WordprocessingML) as the transcript that its paragraphs are: a paragraph a line,
 * a row of a table a line. What was deleted, and notes, headers and pictures are left out.
 */
export function readDocx(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const zip = openOffice(bytes, 'a Word document', log)
  if (!zip) return { value: null, problems: log.list() }
  const main = openPackage(zip, log).part(MAIN_PART)
  const body = main && childAt(main, 'body')
  if (!body) {
    log.add('error', 'docx-no-text', 'there is no readable text in this Word document', {
      hint: 'open it in a word processor and save it anew',
    })
    return { value: null, problems: log.list() }
  }
  const paragraphs = linesIn(body).flatMap((text) => text.split('\n'))
  // Each paragraph stands for itself, as it does on the page.
  const value = readProse(
    paragraphs.flatMap((text) => [text, '']),
    log,
  )
  return { value, problems: log.list() }
}

/** Lines of text: of paragraphs, of rows, and of whatever else holds them. */
function linesIn(element: XmlElement): string[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === 'p') return [runsIn(child).trim()]
    if (child.name === 'tr')
      return [
        childrenOf(child, 'tc')
          .map((cell) => linesIn(cell).join(' ').trim())
          .join(' ')
          .trim(),
      ]
    return child.name === 'del' || child.name === 'moveFrom' ? [] : linesIn(child)
  })
}

function runsIn(element: XmlElement): string {
  const parts = element.children.map((child) => {
    if (typeof child === 'string') return ''
    switch (child.name) {
      case 't':
        return child.children.filter((text) => typeof text === 'string').join('')
      case 'tab':
        return '\t'
      case 'br':
      case 'cr':
        return '\n'
      case 'noBreakHyphen':
        return '-'
      case 'del':
      case 'moveFrom':
      case 'pPr':
      case 'rPr':
      case 'drawing':
      case 'pict':
      case 'Fallback':
        return ''
      default:
        return runsIn(child)
    }
  })
  return parts.join('')
}
