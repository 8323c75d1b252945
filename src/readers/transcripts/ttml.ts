import type { Reading } from '../../archive/problem.js'
import { readText } from '../decodeText.js'
import { allBelow, childAt, childrenOf, textOf, type XmlElement } from '../office/xml.js'
import { plainWords } from '../plainWords.js'
import { createProblemLog, type ProblemLog } from '../problemLog.js'
import { languageTag, type ReadTranscript } from '../readTranscript.js'
import { isWrongFile } from '../wrongFile.js'
import { VTT_MARKUP } from './cueText.js'
import { transcriptOfBlocks } from './settleTranscript.js'
import { reportStyling } from './styling.js'
import type { TimedBlock } from './timedBlock.js'
import { readTimedText, TIMED_TEXT_ROOTS } from './timedText.js'
import { ttmlParagraphs, type TtmlParagraph } from './ttmlParagraphs.js'
import { ttmlRoot } from './ttmlRoot.js'
import { withoutSequences } from './ttmlSequences.js'
import { ttmlRates } from './ttmlTime.js'

/**
 * Reads TTML and its profiles (DFXP, IMSC, iTunes; W3C TTML2): paragraphs with their times, timed spans as words,
 * agents as speakers; YouTube's timed text too, which is XML as well. Regions and styles are left behind; paragraphs in several languages become several transcripts.
 */
export function readTtml(bytes: Uint8Array, path: string): Reading<ReadTranscript> {
  const log = createProblemLog(path)
  const text = readText(bytes, log)
  if (text === null || isWrongFile(text, 'TTML', log)) return { value: null, problems: log.list() }
  const root = ttmlRoot(text, log)
  const isTimedText = root !== null && TIMED_TEXT_ROOTS.has(root.name)
  const value = root && (isTimedText ? readTimedText(root, log) : readRoot(root, log))
  return { value, problems: log.list() }
}

function readRoot(root: XmlElement, log: ProblemLog): ReadTranscript | null {
  const attributeOf = (name: string): string | undefined =>
    [...root.attributes].find(([key]) => key.slice(key.indexOf(':') + 1) === name)?.[1]
  const rates = ttmlRates(attributeOf)
  const paragraphs = ttmlParagraphs(withoutSequences(root, rates, log), rates, agentNames(root), log)
  if (childAt(root, 'head', 'styling') ?? childAt(root, 'head', 'layout')) reportStyling(log)
  const byLanguage = new Map<string, TtmlParagraph[]>()
  for (const paragraph of paragraphs) {
    const list = byLanguage.get(paragraph.language)
    if (list) list.push(paragraph)
    else byLanguage.set(paragraph.language, [paragraph])
  }
  const [main = ['', []] as const, ...rest] = byLanguage
  const value = transcriptOfBlocks(blocksOf(main[1]), VTT_MARKUP, log, languageTag(main[0]))
  const others = rest.flatMap(([language, list]) => {
    const other = transcriptOfBlocks(blocksOf(list), VTT_MARKUP, createProblemLog(''), languageTag(language))
    if (!other) return []
    const inLanguage = other.inLanguage ?? other.guessedLanguage ?? 'und'
    return [{ inLanguage, timing: other.timing, cues: other.cues }]
  })
  if (!value || others.length === 0) return value
  const names = [main[0], ...others.map((other) => other.inLanguage)].join(', ')
  log.add(
    'info',
    'two-languages',
    `the file is in several languages (${names}), read as transcripts of their own`,
  )
  return { ...value, others: [...others, ...(value.others ?? [])] }
}

/** Blocks in order; a paragraph without an end lasts until the next one begins. */
function blocksOf(paragraphs: readonly TtmlParagraph[]): readonly TimedBlock[] {
  return paragraphs.map(({ start, end, text }, i) => {
    const next = paragraphs[i + 1]?.start ?? start
    return { start, end: end ?? Math.max(start, Math.min(next, start + 10)), text }
  })
}

/** Who speaks, by the ids that paragraphs refer to (TTML2, section 14.1.1). */
function agentNames(root: XmlElement): ReadonlyMap<string, string> {
  const agents = allBelow(childAt(root, 'head'), 'agent').map((agent) => {
    const name = plainWords(textOf(childrenOf(agent, 'name')[0]))
    return [agent.attributes.get('xml:id') ?? '', name] as const
  })
  return new Map(agents.filter(([id, name]) => id !== '' && name !== ''))
}
