import type { Reading } from '../../archive/problem.js'
import type { Cue } from '../../archive/transcript.js'
import { readText } from '../decodeText.js'
import { linesOf, plainWords } from '../plainWords.js'
import { createProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { isWrongFile } from '../wrongFile.js'

/** `Name: words`, the name at most six words that begin with a capital or a figure. */
const SPEAKER = /^([\p{Lu}\p{Lo}][^:\n]{0,59}):\s+(?=\S)/u

/**
 * Reads a transcript without times: one cue a paragraph, or a line where no line is empty. `Name: ` begins a cue with
 * a speaker when that name comes more than once.
 */
export function readPlainText(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'a transcript', log)) return { value: null, problems: log.list() }
  const lines = linesOf(text)
  const timed = lines.findIndex((line) =>
    /^\s{0,9}\[?(\d{1,2}:)?\d{1,2}:\d{2}([.,]\d{1,3})?(\s*-->|\])/.test(line),
  )
  if (timed >= 0)
    log.add('info', 'text-with-times', 'lines begin with times, which are kept as words in plain text', {
      line: timed + 1,
      hint: 'a WebVTT, SRT or Whisper JSON file of the same words would make every sentence a link',
    })
  const cues = paragraphsOf(lines, recurringNames(lines)).flatMap(({ speaker, text: raw }): Cue[] => {
    const words = plainWords(raw)
    return words === '' ? [] : [{ text: words, ...(speaker && { speaker }) }]
  })
  return { value: { timing: 'none', cues }, problems: log.list() }
}

interface Paragraph {
  readonly speaker: string | null
  text: string
}

function paragraphsOf(lines: readonly string[], names: ReadonlySet<string>): readonly Paragraph[] {
  const hasEmptyLines = lines.some((line, i) => line.trim() === '' && i > 0 && i < lines.length - 1)
  const paragraphs: Paragraph[] = []
  let isOpen = false
  for (const line of lines) {
    const speaker = speakerOf(line)
    if (line.trim() === '') isOpen = false
    else if (speaker !== null && names.has(speaker)) {
      paragraphs.push({ speaker, text: line.trimStart().replace(SPEAKER, '') })
      isOpen = true
    } else if (isOpen) {
      const last = paragraphs.at(-1)
      if (last) last.text += `\n${line}`
    } else {
      paragraphs.push({ speaker: null, text: line })
      isOpen = hasEmptyLines
    }
  }
  return paragraphs
}

function recurringNames(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const line of lines) {
    const name = speakerOf(line)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([name]) => name))
}

function speakerOf(line: string): string | null {
  const name = SPEAKER.exec(line.trimStart())?.[1]?.trim()
  if (name === undefined) return null
  const words = name.split(/\s+/)
  return words.length <= 6 &&
    words.every((word) => /^[\p{Lu}\p{Lo}\p{N}(]|^(de|van|von|da|der|di|la|of|the|bin|al)$/u.test(word))
    ? name
    : null
}
