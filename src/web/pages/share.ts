import type { Talk } from '../../archive/event.js'
import { CITATION_FORMATS } from '../citation.js'
import { absolute, type Site } from './frame.js'

/** What a visitor can take along from a talk's page: its address, the player for another site, a reference. */
export interface Share {
  /** As other sites reach it; a path where the site does not know its own address. */
  readonly url: string
  readonly embed: { readonly url: string; readonly code: string }
  readonly references: readonly { readonly label: string; readonly url: string }[]
}

/** The talk's address on the web, to the second where one is given; undefined without PUBLIC_URL. */
export function absoluteTalk(site: Site, talk: Talk, at?: number): string | undefined {
  return absolute(site, site.addresses.talk(talk.id, { start: at }))
}

/** How a talk, or the moment that the page was opened at, is passed on. */
export function shareOf(site: Site, talk: Talk, at: number | undefined): Share {
  const { addresses } = site
  const embed = addresses.talkFile(talk.id, 'embed')
  const time = at === undefined ? '' : `?t=${at}`
  return {
    url: absoluteTalk(site, talk, at) ?? addresses.talk(talk.id, { start: at }),
    embed: { url: embed, code: embedCode(absolute(site, embed) ?? embed, talk.name) },
    references: Object.entries(CITATION_FORMATS).map(([suffix, { label }]) => ({
      label,
      url: addresses.talkFile(talk.id, `cite.${suffix}`) + time,
    })),
  }
}

/** HTML for another site: a frame with the player. */
function embedCode(url: string, name: string): string {
  return `<iframe src="${inAttribute(url)}" title="${inAttribute(name)}" width="960" height="480" allow="fullscreen; picture-in-picture" allowfullscreen></iframe>`
}

function inAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
