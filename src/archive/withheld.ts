import type { Talk } from './event.js'

/**
 * Whether nothing recorded of a talk may be indexed or served: no recording, deck, transcript or poster. True for
 * talks that were withdrawn and for those whose speaker opted out. What was announced stays.
 */
export function isWithheld(talk: Pick<Talk, 'recordingOptOut' | 'status'>): boolean {
  return talk.recordingOptOut || talk.status === 'withdrawn'
}
