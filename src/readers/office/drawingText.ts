import type { TextLine } from './textBlocks.js'
import { allBelow, childAt, childrenOf, textOf, type XmlElement } from './xml.js'

/** The lines of a DrawingML text body (ECMA-376-1, section 21.1.2): one a paragraph, more where it breaks lines. */
export function bodyLines(body: XmlElement | undefined): TextLine[] {
  return childrenOf(body, 'p').map((paragraph) => {
    const size = Math.max(0, ...allBelow(paragraph, 'rPr').map(pointsOf))
    return { text: paragraphText(paragraph), ...(size > 0 && { size }) }
  })
}

/** A table's rows, a line each. */
export function tableLines(table: XmlElement): TextLine[] {
  return childrenOf(table, 'tr').map((row) => ({
    text: childrenOf(row, 'tc')
      .map((cell) =>
        bodyLines(childAt(cell, 'txBody'))
          .map((line) => line.text)
          .join(' ')
          .trim(),
      )
      .filter((text) => text !== '')
      .join(' | '),
  }))
}

/** Of content given in several forms, the newest: for formulas and the like. */
export function chosen(element: XmlElement): readonly XmlElement[] {
  const alternatives = childrenOf(element, 'Choice', 'Fallback')
  return childrenOf(alternatives[0])
}

function paragraphText(paragraph: XmlElement): string {
  return childrenOf(paragraph)
    .map((child): string => {
      if (child.name === 'r') return textOf(childAt(child, 't'))
      if (child.name === 'br') return '\n'
      if (child.name === 'fld')
        return child.attributes.get('type') === 'slidenum' ? '' : textOf(childAt(child, 't'))
      if (child.name === 'AlternateContent')
        return chosen(child)
          .map((choice) => formulaText(choice))
          .join(' ')
      return child.name === 'm' ? formulaText(child) : ''
    })
    .join('')
}

/** A formula's letters in their order (ECMA-376-1, section 22.1). */
function formulaText(formula: XmlElement): string {
  return allBelow(formula, 't').map(textOf).join(' ')
}

/** A run's size; DrawingML counts hundredths of a point. */
function pointsOf(properties: XmlElement): number {
  const size = Number(properties.attributes.get('sz') ?? 0)
  return size > 0 && size < 1e6 ? size / 100 : 0
}
