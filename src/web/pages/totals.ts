import type { Catalogue } from '../../archive/catalogue.js'
import type { Talk } from '../../archive/event.js'
import { isWithheld } from '../../archive/withheld.js'
import { recordedLength } from './talkAssets.js'

/** What some talks add up to. What is withheld counts as a talk and gives nothing else. */
export interface Totals {
  readonly talks: number
  /** Seconds of video and audio whose length is known. */
  readonly recorded: number
  /** Words of each talk's first transcript: a translation says nothing new. */
  readonly words: number
  /** Pages of decks that could be read. */
  readonly slides: number
}

/** Adds up what the catalogue knows of talks; no talk's own words are read. */
export function totalsOf(talks: readonly Talk[]): Totals {
  const open = talks.filter((talk) => !isWithheld(talk))
  return {
    talks: talks.length,
    recorded: sum(open, (talk) => recordedLength(talk) ?? 0),
    words: sum(open, (talk) => talk.transcripts[0]?.words ?? 0),
    slides: sum(open, (talk) => talk.deck?.pages ?? 0),
  }
}

const known = new WeakMap<Catalogue, Totals>()

/** The totals of a whole archive, added up once a generation. */
export function archiveTotals(catalogue: Catalogue): Totals {
  const totals = known.get(catalogue) ?? totalsOf(catalogue.talks)
  known.set(catalogue, totals)
  return totals
}

function sum(talks: readonly Talk[], of: (talk: Talk) => number): number {
  return talks.reduce((total, talk) => total + of(talk), 0)
}
