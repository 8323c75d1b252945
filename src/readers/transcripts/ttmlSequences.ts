import type { XmlElement } from '../office/xml.js'
import type { ProblemLog } from '../problemLog.js'
import { ttmlSeconds, type TtmlRates } from './ttmlTime.js'

const NO_TIME = new Set(['head', 'metadata', 'set', 'br', 'agent'])
/** From so many children on whose times only go forward, they are those of the whole. */
const FEWEST = 3

/**
 * A document whose sequences (`timeContainer="seq"`, TTML2, section 12.2.4) are written out: there each child begins where
 * the one before it ends, its `begin` counts from there, and without an end or a length it has none. Every child of one gets
 * a begin and an end from the begin of what it stands in, as if nothing were a sequence. Where times only make sense as
 * those of the whole, they stay, and that is reported.
 */
export function withoutSequences(root: XmlElement, rates: TtmlRates, log: ProblemLog): XmlElement {
  let isReported = false
  const placed = (element: XmlElement): XmlElement => {
    const children = element.children.map((child) => (typeof child === 'string' ? child : placed(child)))
    if (element.attributes.get('timeContainer') !== 'seq') return { ...element, children }
    if (areOfTheWhole(children, rates)) {
      if (!isReported)
        log.add(
          'warning',
          'ttml-sequence',
          'times were read as those of the whole, though it says timeContainer="seq"',
          {
            hint: 'remove timeContainer="seq"',
          },
        )
      isReported = true
      return { ...element, children }
    }
    let clock = 0
    const inOrder = children.map((child) => {
      if (typeof child === 'string' || NO_TIME.has(child.name)) return child
      const from = clock + (timeOf(child, 'begin', rates) ?? 0)
      clock = endOf(child, clock, from, rates)
      return withTimes(child, from, clock)
    })
    const attributes = new Map(element.attributes)
    attributes.delete('timeContainer')
    return { ...element, attributes, children: inOrder }
  }
  return placed(root)
}

/** Where a child of a sequence ends that counts from `before` and begins at `from`: as it says, else with what is in it. */
function endOf(element: XmlElement, before: number, from: number, rates: TtmlRates): number {
  const [end, length] = [timeOf(element, 'end', rates), timeOf(element, 'dur', rates)]
  if (end !== null || length !== null)
    return Math.max(
      from,
      Math.min(end === null ? Infinity : before + end, length === null ? Infinity : from + length),
    )
  const inside = element.children.map((child) =>
    typeof child === 'string' || NO_TIME.has(child.name)
      ? 0
      : endOf(child, 0, timeOf(child, 'begin', rates) ?? 0, rates),
  )
  return from + Math.max(0, ...inside)
}

function areOfTheWhole(children: XmlElement['children'], rates: TtmlRates): boolean {
  const times = children.flatMap((child): (readonly [number, number])[] => {
    if (typeof child === 'string') return []
    const [begin, end] = [timeOf(child, 'begin', rates), timeOf(child, 'end', rates)]
    return begin === null || end === null ? [] : [[begin, end]]
  })
  return times.length >= FEWEST && times.every(([begin], i) => i === 0 || begin >= (times[i - 1]?.[1] ?? 0))
}

function withTimes(element: XmlElement, begin: number, end: number): XmlElement {
  const attributes = new Map(element.attributes)
  attributes.delete('dur')
  attributes.set('begin', `${String(round(begin))}s`)
  if (end > begin) attributes.set('end', `${String(round(end))}s`)
  else attributes.delete('end')
  return { ...element, attributes }
}

function timeOf(element: XmlElement, name: string, rates: TtmlRates): number | null {
  return ttmlSeconds(element.attributes.get(name) ?? '', rates)
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
