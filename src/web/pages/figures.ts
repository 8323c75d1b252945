import type { Catalogue } from '../../archive/catalogue.js'
import { hours, number } from './labels.js'
import { archiveTotals } from './totals.js'

/** A number about the archive. */
export interface Figure {
  readonly value: string
  readonly label: string
}

/** What is inside; a number that would be zero is left out. */
export function figuresOf(catalogue: Catalogue): readonly Figure[] {
  const { talks, recorded, words, slides } = archiveTotals(catalogue)
  const time = hours(recorded)
  const figure = (n: number, one: string): [number, string, string] => [
    n,
    number(n),
    n === 1 ? one : `${one}s`,
  ]
  const rows: [number, string, string][] = [
    figure(catalogue.events.length, 'event'),
    figure(talks, 'talk'),
    figure(catalogue.speakers.length, 'speaker'),
    [recorded, time.value, time.unit],
    [words, number(words), words === 1 ? 'word said' : 'words said'],
    figure(slides, 'slide'),
  ]
  return rows.filter(([amount]) => amount > 0).map(([, value, label]) => ({ value, label }))
}
