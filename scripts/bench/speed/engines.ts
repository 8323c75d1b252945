import { OUR_ENGINES } from '../lecternPeer.js'
import type { PeerKind } from './peer.js'
import { flexsearch } from './peers/flexsearch.js'
import { fts5 } from './peers/fts5.js'
import { lunr } from './peers/lunr.js'
import { orama } from './peers/orama.js'
import { plainMinisearch } from './peers/plainMinisearch.js'

/** Everything that is compared, ours first. */
export const ALL_ENGINES: readonly PeerKind[] = [
  ...OUR_ENGINES,
  plainMinisearch,
  fts5,
  orama,
  flexsearch,
  lunr,
]

/** More talks than this only engines take that keep their index in a file of moderate size. */
const MOST_FOR_ALL = 2000
const FOR_MANY = ['lectern', 'fts5']

/** The engines that are compared at a size. */
export function enginesFor(talks: number): readonly PeerKind[] {
  return talks <= MOST_FOR_ALL ? ALL_ENGINES : ALL_ENGINES.filter(({ name }) => FOR_MANY.includes(name))
}
