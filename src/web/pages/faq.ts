import type { Catalogue } from '../../archive/catalogue.js'
import { eventName } from './card.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { count } from './labels.js'
import { faqRow, type FaqRow } from './rows.js'

/** The questions of one event. */
export interface FaqGroup {
  readonly event: string
  readonly anchor: string
  readonly url: string
  readonly total: string
  readonly rows: readonly FaqRow[]
}

/** All questions, by event. */
export interface FaqPage {
  readonly frame: Frame
  readonly total: string
  readonly groups: readonly FaqGroup[]
}

/** The questions that were asked, grouped by event. */
export function faqPage(site: Site, catalogue: Catalogue): FaqPage {
  const asked = catalogue.events.filter((event) => event.faq.length > 0)
  const total = asked.reduce((sum, event) => sum + event.faq.length, 0)
  return {
    frame: frameOf(site, { title: 'Questions', section: 'faq', path: site.addresses.faq }),
    total: count(total, 'question'),
    groups: asked.map((event) => ({
      event: eventName(catalogue, event.id),
      anchor: `about-${event.id}`,
      url: site.addresses.event(event.id),
      total: count(event.faq.length, 'question'),
      rows: event.faq.map((faq) => faqRow(site.addresses, catalogue, faq)),
    })),
  }
}
