import type { Catalogue } from '../../archive/catalogue.js'
import { eventRow, type EventRow } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { count } from './labels.js'
import { allSeries, seriesAddress } from './series.js'

/** How the list of events is grouped. */
export type EventsView = 'year' | 'series'

/** Events under a year or a series. */
export interface EventGroup {
  readonly name: string
  readonly anchor: string
  readonly total: string
  /** The website of a series. */
  readonly website: string | null
  readonly events: readonly EventRow[]
}

/** All events. */
export interface EventsPage {
  readonly frame: Frame
  readonly total: string
  readonly by: EventsView
  /** The other grouping; null where no event is part of a series. */
  readonly otherUrl: string | null
  readonly groups: readonly EventGroup[]
}

/** The list of events: by year, latest first, or by series, A to Z. */
export function eventsPage(site: Site, catalogue: Catalogue, by: EventsView): EventsPage {
  const { addresses } = site
  const bySeries = seriesGroups(site, catalogue)
  return {
    frame: frameOf(site, { title: 'Events', section: 'events', path: addresses.events }),
    total: count(catalogue.events.length, 'event'),
    by,
    otherUrl: bySeries.length === 0 ? null : by === 'year' ? seriesAddress(addresses) : addresses.events,
    groups: by === 'series' && bySeries.length > 0 ? bySeries : yearGroups(site, catalogue),
  }
}

function yearGroups({ addresses }: Site, catalogue: Catalogue): readonly EventGroup[] {
  const groups = new Map<string, EventRow[]>()
  for (const event of catalogue.events) {
    const row = eventRow(addresses, catalogue, event)
    groups.set(row.year, [...(groups.get(row.year) ?? []), row])
  }
  return [...groups].map(([year, events]) => ({
    name: year || 'Without a date',
    anchor: year ? `year-${year}` : 'undated',
    total: count(events.length, 'event'),
    website: null,
    events,
  }))
}

function seriesGroups({ addresses }: Site, catalogue: Catalogue): readonly EventGroup[] {
  const series = allSeries(catalogue)
  if (series.length === 0) return []
  const alone = catalogue.events.filter((event) => !event.superEvent)
  const rest = { name: 'Not part of a series', website: null, anchor: 'alone', events: alone }
  return [...series, ...(alone.length > 0 ? [rest] : [])].map(({ name, website, anchor, events }) => ({
    name,
    anchor,
    total: count(events.length, 'event'),
    website,
    events: events.map((event) => eventRow(addresses, catalogue, event)),
  }))
}
