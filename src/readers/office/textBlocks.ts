import { plainWords } from '../plainWords.js'
import type { PageLine } from '../pdf/messages.js'
import { runningLines } from '../pdf/runningLines.js'
import { slideTitles } from '../pdf/slideTitles.js'

/** A line of a slide. */
export interface TextLine {
  readonly text: string
  /** Font size in points, where the line says its own. */
  readonly size?: number
}

/** Lines that belong together: a text box, a table, a group. */
export interface TextBlock {
  readonly lines: readonly TextLine[]
  /** Made to be the slide's title. */
  readonly isTitle: boolean
  /** Of its top, as a share of the slide's height; absent when not known. */
  readonly y?: number
}

/** What a slide says. */
export interface SlideText {
  readonly title?: string
  /** A line a line. */
  readonly text: string
  /** Lines of it, 0-based, that other slides have too. */
  readonly aside?: readonly number[]
}

/** Of text whose size is not said, in points: the usual size of a text box. */
const USUAL_SIZE = 18
const MAX_TITLE = 300
/** Longer text is cut: no slide has it, and a hostile file could. Characters. */
const MAX_TEXT = 200_000

/** Each slide's title and text: the title is what was made to be one, else guessed from size and place. */
export function slideTexts(slides: readonly (readonly TextBlock[])[]): SlideText[] {
  const ordered = slides.map((blocks) => inReadingOrder(blocks.map(cleaned)))
  const pages = ordered.map((blocks) => blocks.flatMap(pageLines))
  const running = runningLines(pages)
  const guessed = slideTitles(pages, running)
  return ordered.map((blocks, i) => {
    const made = linesOf(blocks.filter((block) => block.isTitle)).join(' ')
    const title = made.length > 0 && made.length <= MAX_TITLE ? made : guessed[i]
    const text = linesOf(blocks).join('\n').slice(0, MAX_TEXT)
    const aside = [...(running[i] ?? [])]
    return { ...(title && { title }), text, ...(aside.length > 0 && { aside }) }
  })
}

/**
 * Titles first, the rest as the file has it: that is the order in which the programs themselves have slides read
 * aloud. Sorting by place was tried and tears columns apart.
 */
function inReadingOrder(blocks: readonly TextBlock[]): readonly TextBlock[] {
  return [...blocks.filter((block) => block.isTitle), ...blocks.filter((block) => !block.isTitle)]
}

function cleaned(block: TextBlock): TextBlock {
  const lines = block.lines
    .flatMap(({ text, ...line }) => text.split(/[\n\v]/).map((part) => ({ ...line, text: plainWords(part) })))
    .filter((line) => line.text !== '')
  return { ...block, lines }
}

function linesOf(blocks: readonly TextBlock[]): string[] {
  return blocks.flatMap((block) => block.lines.map((line) => line.text))
}

function pageLines(block: TextBlock): PageLine[] {
  return block.lines.map(({ text, size }) => ({ text, size: size ?? USUAL_SIZE, y: block.y ?? 0.5 }))
}
