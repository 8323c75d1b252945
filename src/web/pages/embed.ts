import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk, TalkContent } from '../../archive/event.js'
import { frameOf, type Site } from './frame.js'
import { talkPage, type TalkPage } from './talk.js'

/** The player alone, for a frame on another site: recording, slide, captions, and the way to the whole page. */
export type EmbedPage = Pick<
  TalkPage,
  'frame' | 'style' | 'id' | 'name' | 'lang' | 'player' | 'timeline' | 'show' | 'state' | 'when' | 'url'
> & { readonly speakers: string; readonly event: string }

/** The embedded player of one talk, opened at a time where the address names one. */
export function embedPage(
  site: Site,
  catalogue: Catalogue,
  talk: Talk,
  content: TalkContent | null,
  at: number | undefined,
): EmbedPage {
  const page = talkPage(site, catalogue, talk, content, at === undefined ? {} : { at })
  const { id, style, name, player, timeline, show, state, when, url } = page
  return {
    frame: frameOf(site, {
      title: talk.name,
      description: talk.abstract,
      bodyClass: 'embed',
      scripts: ['embed'],
      path: page.url,
      noIndex: true,
    }),
    ...{ id, style, name, player, timeline, show, state, when, url },
    ...(page.lang && { lang: page.lang }),
    speakers: page.by.map((person) => person.name).join(', '),
    event: page.event.name,
  }
}
