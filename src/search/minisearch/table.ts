import { MOMENT_KINDS, type Passage } from '../../archive/moment.js'
import { analyze } from '../analyzer.js'
import type { PassageTable } from '../engine.js'
import { orderGroups } from '../groupOrder.js'
import { follows, repeatsOf } from '../repeats.js'
import { FOLLOWS, LANGUAGE_SHIFT, MOST_LANGUAGES, REPEATS } from '../traits.js'

/** A talk or event, and how many of the passages are its own: they stand together, in its order. */
export interface StoredGroup {
  readonly id: string
  readonly passages: number
}

/** Passages in memory as a table. */
export function createTable(groups: readonly StoredGroup[], passages: readonly Passage[]): PassageTable {
  const languages = [...new Set(['', ...passages.map(({ lang }) => lang ?? '')])].slice(0, MOST_LANGUAGES)
  const groupOf = new Uint32Array(passages.length)
  const groupStarts = new Uint32Array(groups.length)
  const groupEnds = new Uint32Array(groups.length)
  const repeats: (readonly number[])[] = []
  let start = 0
  groups.forEach((group, index) => {
    const end = start + group.passages
    groupStarts[index] = start
    groupEnds[index] = end
    groupOf.fill(index, start, end)
    const first = start
    for (const targets of repeatsOf(passages.slice(start, end)))
      repeats.push(targets.map((target) => first + target))
    start = end
  })
  return {
    units: passages.length,
    groups: groups.map(({ id }) => id),
    groupStarts,
    groupEnds,
    groupOf,
    groupOrder: orderGroups({ groupStarts, groupEnds }),
    traits: Uint16Array.from(passages, (passage, unit) => {
      const goesOn = groupOf[unit] === groupOf[unit - 1] && follows(passages[unit - 1], passage)
      const flags = (goesOn ? FOLLOWS : 0) | ((repeats[unit]?.length ?? 0) > 0 ? REPEATS : 0)
      const language = Math.max(0, languages.indexOf(passage.lang ?? ''))
      return MOMENT_KINDS.indexOf(passage.kind) | flags | (language << LANGUAGE_SHIFT)
    }),
    languages,
    lengths: Uint16Array.from(passages, ({ text }) => new Set(analyze(text).map(({ term }) => term)).size),
    repeats: (unit) => repeats[unit] ?? [],
    read: (unit) => {
      const passage = passages[unit]
      if (!passage) throw new Error(`the search index has no passage ${unit}`)
      return passage
    },
  }
}
