/** Where the talk page keeps what was watched on this device; see `docs/design.md`. */
const KEY = 'lectern:positions'

/** How far a talk was watched. */
export interface Position {
  /** Seconds. */
  readonly t: number
  /** The recording's length, seconds. */
  readonly d: number
  /** When it was watched, milliseconds since 1970. */
  readonly at: number
  readonly name: string
  /** A path on this site. */
  readonly url: string
}

/**
 * What this device remembers, last watched first. Other pages of the same origin can write there too, so whatever is
 * not a position, or leads anywhere but below the given path, is left out.
 */
export function readPositions(below: string): readonly Position[] {
  const kept: unknown = parsed(recall())
  if (typeof kept !== 'object' || kept === null) return []
  return Object.values(kept)
    .filter((each): each is Position => isPosition(each) && leadsBelow(each.url, below))
    .sort((a, b) => b.at - a.at)
}

/** Forgets all of them. */
export function forgetPositions(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    return
  }
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null) return false
  const { t, d, at, name, url } = value as Partial<Record<keyof Position, unknown>>
  return isSeconds(t) && isSeconds(d) && isSeconds(at) && typeof name === 'string' && typeof url === 'string'
}

function isSeconds(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

/** Whether an address stays on this site, below a path, also after dots in it are resolved. */
function leadsBelow(url: string, below: string): boolean {
  if (!url.startsWith(below) || !URL.canParse(url, location.href)) return false
  const { origin, pathname } = new URL(url, location.href)
  return origin === location.origin && pathname.startsWith(below)
}

function recall(): string {
  // Storage may be forbidden.
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
