import { isName } from './proseHeads.js'
import { rowsOf, type CueMarkup, type TimedBlock } from './timedBlock.js'

/** The share of cues that must begin with a row that looks like a name. */
const NEARLY_ALL = 0.9
/** The share of such rows that must come again, where nothing else tells that they are names. */
const RECURRING = 0.6
/** Microsoft's programs write times without zeros before them: `0:0:0.0 --> 0:0:3.450`. */
const MICROSOFT = /^\s*\d:(?:\d:\d{1,2}|\d{1,2}:\d)\.\d{1,9} --> \d:\d{1,2}:\d{1,2}\.\d/m

/** Whether a text has its times as Teams and Stream write them, who put a name on the row above what somebody says. */
export function isMicrosofts(text: string): boolean {
  return MICROSOFT.test(text.slice(0, 4000))
}

/**
 * Blocks whose first row is who speaks (`Ann Lee` above her words, as Teams exports them), with the name taken out of
 * the words. Other files stay as they are: nearly every cue must begin so, and the names come again.
 * @param isUsual whether the file is of a program that writes names so: then they need not come again
 */
export function withNameRows(
  blocks: readonly TimedBlock[],
  markup: CueMarkup,
  isUsual: boolean,
): readonly TimedBlock[] {
  const rows = blocks.map((block) => rowsOf(block, markup))
  const spoken = rows.filter((list) => list.length > 0).length
  const counts = new Map<string, number>()
  for (const [first, second] of rows)
    if (first && second && isName(first.plain)) counts.set(first.plain, (counts.get(first.plain) ?? 0) + 1)
  const all = [...counts.values()]
  const named = all.reduce((sum, n) => sum + n, 0)
  const again = all.reduce((sum, n) => sum + (n > 1 ? n : 0), 0)
  const isEnough = named > 1 && named >= spoken * NEARLY_ALL
  if (!isEnough || !(isUsual || again >= named * RECURRING)) return blocks
  return blocks.map((block, i) => {
    const [first, ...rest] = rows[i] ?? []
    if (!first || rest.length === 0 || !counts.has(first.plain)) return block
    return { ...block, speaker: first.plain, text: rest.map((row) => row.raw).join('\n') }
  })
}
