/** Where in a talk a link points. */
export interface Place {
  /** Seconds. */
  readonly start?: number | undefined
  /** 1-based. */
  readonly page?: number | undefined
}

/** Every address of the site, in one place: pages, API and search all ask here. */
export interface Addresses {
  readonly home: string
  readonly events: string
  readonly topics: string
  readonly speakers: string
  readonly faq: string
  /** Every talk, in pages. */
  readonly talks: string
  readonly statistics: string
  readonly search: string
  event(id: string, fragment?: string): string
  /** Seconds go to `?t=`, a page to `#slide-4`; a time wins where both are given. */
  talk(id: string, place?: Place): string
  talkFile(id: string, name: string): string
  speaker(id: string): string
  topic(id: string): string
  faqEntry(id: string): string
  searchFor(parameters: Readonly<Record<string, string | number | undefined>>): string
  asset(name: string): string
  /** The page that explains the API. */
  readonly apiGuide: string
  api(path: string): string
}

/**
 * Addresses under a base path.
 * @param basePath `''` or a path like `/talks`, without a slash at its end
 * @param assetVersion put into asset addresses, so that they can be cached for good
 */
export function createAddresses(basePath: string, assetVersion = ''): Addresses {
  const under = (path: string): string => `${basePath}${path}`
  // Moments come talk by talk: the last path is asked for again and again.
  let last = { id: '', path: under('/events/') }
  const talkPath = (id: string): string => {
    if (id !== last.id)
      last = { id, path: under(`/events/${id.split('/').map(encodeURIComponent).join('/')}`) }
    return last.path
  }
  return {
    home: under('/'),
    events: under('/events'),
    topics: under('/topics'),
    speakers: under('/speakers'),
    faq: under('/faq'),
    talks: under('/talks'),
    statistics: under('/statistics'),
    search: under('/search'),
    event: (id, fragment) => talkPath(id) + (fragment ? `#${encodeURIComponent(fragment)}` : ''),
    talk: (id, place) => talkPath(id) + placeSuffix(place),
    talkFile: (id, name) => `${talkPath(id)}/${name.split('/').map(encodeURIComponent).join('/')}`,
    speaker: (id) => under(`/speakers/${encodeURIComponent(id)}`),
    topic: (id) => under(`/topics/${encodeURIComponent(id)}`),
    faqEntry: (id) => under(`/faq#${encodeURIComponent(id)}`),
    searchFor: (parameters) => {
      const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')
      const query = new URLSearchParams(
        given.map(([key, value]): [string, string] => [key, String(value)]),
      ).toString()
      return under('/search') + (query ? `?${query}` : '')
    },
    asset: (name) => under(`/assets/${assetVersion ? `${assetVersion}/` : ''}${name}`),
    apiGuide: under('/api'),
    api: (path) => under(`/api/v1/${path}`),
  }
}

function placeSuffix(place: Place | undefined): string {
  if (place?.start !== undefined) return `?t=${Math.round(place.start * 100) / 100}`
  if (place?.page !== undefined) return `#slide-${place.page}`
  return ''
}
