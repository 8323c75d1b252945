import { licenceOf, type Licence } from './licence.js'
import { webAddress } from './webAddress.js'
import type { Addresses } from '../../archive/addresses.js'
import type { ArchiveInfo } from '../../archive/event.js'

/** What all pages of one answer share: the addresses to link to and the archive's own words. */
export interface Site {
  readonly addresses: Addresses
  /** Origin and base path for absolute links, from settings only; absent when not set. */
  readonly publicUrl?: string
  readonly basePath: string
  /** The scripts that one of the site's own imports, by name; see `Assets`. */
  readonly importsOf: (script: string) => readonly string[]
  readonly archive: ArchiveInfo
}

/** The parts of the site that the masthead names. */
export type Section = 'home' | 'events' | 'topics' | 'speakers' | 'faq' | 'search'

/** What every page has around its own content. */
export interface Frame {
  readonly title: string
  readonly description?: string
  /** The archive's name. */
  readonly brand: string
  readonly about?: string
  readonly contact?: { readonly name: string; readonly url: string | null }
  readonly licence?: Licence
  readonly archiveLinks: readonly { readonly title: string; readonly url: string }[]
  readonly section?: Section
  readonly bodyClass: string
  /** Shown in the search field. */
  readonly query: string
  /** Home carries its own large field instead. */
  readonly showSearch: boolean
  readonly urls: Readonly<
    Record<
      | 'home'
      | 'events'
      | 'topics'
      | 'speakers'
      | 'faq'
      | 'talks'
      | 'statistics'
      | 'search'
      | 'suggest'
      | 'api'
      | 'icons'
      | 'favicon'
      | 'style'
      | 'site',
      string
    >
  >
  /** Page scripts, beyond the one every page has. */
  readonly scripts: readonly string[]
  /** What all of them import: named in the head, so that no script is found out about only when another has come. */
  readonly modules: readonly {
    readonly url: string
    /** Needed for the first paint; the others let pictures go before them. */
    readonly isUrgent: boolean
  }[]
  readonly canonical?: string
  readonly image?: string
  /** Reloads the page after this many seconds; for the progress page only. */
  readonly refresh?: number
  /** Out of search engines: result lists and errors. */
  readonly noIndex: boolean
  /** Shown before all of it has come: a page with a long tail, whose head has room for what scripts put there. */
  readonly isShownEarly: boolean
}

/** What a page says about itself; everything else follows from the site. */
export interface FrameOptions {
  readonly title?: string
  readonly description?: string | undefined
  readonly section?: Section
  readonly bodyClass?: string
  readonly query?: string
  readonly showSearch?: boolean
  readonly scripts?: readonly string[]
  /** An address of the site, starting with the base path. */
  readonly path?: string
  readonly image?: string | undefined
  readonly refresh?: number
  readonly noIndex?: boolean
  readonly isShownEarly?: boolean
}

/** The script that every page has. */
const SITE_SCRIPT = 'player/site.js'

/** What a page's scripts import, each once, and none of themselves. */
function modulesOf(site: Site, scripts: readonly string[]): Frame['modules'] {
  const all = [SITE_SCRIPT, ...scripts]
  const urgent = site.importsOf(SITE_SCRIPT)
  return [...new Set(all.flatMap(site.importsOf))]
    .filter((name) => !all.includes(name))
    .map((name) => ({ url: site.addresses.asset(name), isUrgent: urgent.includes(name) }))
}

/** Builds what surrounds a page's content. Absolute addresses appear only where PUBLIC_URL is set. */
export function frameOf(site: Site, options: FrameOptions): Frame {
  const { addresses, archive } = site
  const { title, section, path, image, refresh } = options
  const description = options.description ?? archive.description
  const scripts = (options.scripts ?? []).map((name) => `player/${name}.js`)
  const canonical = path === undefined ? undefined : absolute(site, path)
  const picture = image === undefined ? undefined : absolute(site, image)
  return {
    title: title ? `${title}, ${archive.title}` : archive.title,
    brand: archive.title,
    bodyClass: options.bodyClass ?? '',
    query: options.query ?? '',
    showSearch: options.showSearch ?? true,
    scripts: scripts.map((name) => addresses.asset(name)),
    modules: modulesOf(site, scripts),
    noIndex: options.noIndex ?? false,
    isShownEarly: options.isShownEarly ?? false,
    urls: {
      home: addresses.home,
      events: addresses.events,
      topics: addresses.topics,
      speakers: addresses.speakers,
      faq: addresses.faq,
      talks: addresses.talks,
      statistics: addresses.statistics,
      search: addresses.search,
      suggest: addresses.api('suggest'),
      api: addresses.apiGuide,
      icons: addresses.asset('icons.svg'),
      favicon: addresses.asset('favicon.svg'),
      style: addresses.asset('site.css'),
      site: addresses.asset(SITE_SCRIPT),
    },
    archiveLinks: archive.links.flatMap((link) => (link.url ? [{ title: link.title, url: link.url }] : [])),
    ...(description && { description: shortened(description, 200) }),
    ...(archive.description && { about: archive.description }),
    ...(archive.contact && { contact: contactLink(archive.contact) }),
    ...(archive.license && { licence: licenceOf(archive.license) }),
    ...(section && { section }),
    ...(canonical && { canonical }),
    ...(picture && { image: picture }),
    ...(refresh !== undefined && { refresh }),
  }
}

/** The address below PUBLIC_URL, which may name the base path or leave it out; undefined without that setting. */
export function absolute(site: Site, path: string): string | undefined {
  if (!site.publicUrl) return undefined
  const base = new URL(site.publicUrl)
  const below = base.pathname.replace(/\/+$/, '')
  return base.origin + (below === site.basePath ? path : below + path)
}

/** Whom to write to; an e-mail address or a web address becomes a link. */
export function contactLink(contact: string): { readonly name: string; readonly url: string | null } {
  if (/^[^\s@<>:]+@[^\s@<>:]+$/.test(contact)) return { name: contact, url: `mailto:${contact}` }
  return { name: contact, url: webAddress(contact) }
}

/** Text cut at a word to at most `length` characters. */
export function shortened(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const cut = flat.slice(0, length - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`
}
