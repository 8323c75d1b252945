import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Event } from '../../archive/event.js'
import { webAddress } from './webAddress.js'

/** Events that name the same series or conference as what they are part of. */
export interface Series {
  readonly name: string
  /** Its own website. */
  readonly website: string | null
  /** Where the list of events has it; unique in the archive. */
  readonly anchor: string
  /** Latest first. */
  readonly events: readonly Event[]
}

/** All series A to Z. Names that differ only in case or width are one. */
export function allSeries(catalogue: Catalogue): readonly Series[] {
  const groups = new Map<string, Event[]>()
  for (const event of catalogue.events) {
    if (!event.superEvent) continue
    const key = folded(event.superEvent.name)
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  const taken = new Set<string>()
  return [...groups.values()]
    .map((events) => ({ name: events[0]?.superEvent?.name ?? '', events }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ name, events }) => ({
      name,
      website: events.map((event) => webAddress(event.superEvent?.url)).find((url) => url !== null) ?? null,
      anchor: freeAnchor(name, taken),
      events,
    }))
}

/** The series an event is part of, or undefined. */
export function seriesOf(catalogue: Catalogue, event: Event): Series | undefined {
  return event.superEvent && allSeries(catalogue).find((each) => each.events.includes(event))
}

/** The list of events, series by series; with a series, where that is. */
export function seriesAddress(addresses: Addresses, series?: Series): string {
  return `${addresses.events}?by=series${series ? `#${encodeURIComponent(series.anchor)}` : ''}`
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

function freeAnchor(name: string, taken: Set<string>): string {
  const words = folded(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
  let anchor = `series-${words}`
  for (let n = 2; taken.has(anchor); n += 1) anchor = `series-${words}-${n}`
  taken.add(anchor)
  return anchor
}
