/*
 * What is known of a passage beside its words, in 16 bits, so that a hit costs one look into memory: the kind in the
 * lowest four, two flags, and the language.
 */

/** The bits that are the kind: an index into `MOMENT_KINDS`. */
export const KIND_BITS = 15
/** Flag of a unit whose words go on where those of the unit before it ended: the next cues of a transcript. */
export const FOLLOWS = 16
/** Flag of a unit that says what earlier ones of its group say. */
export const REPEATS = 32
/** The bits above these are the language: an index into the table's languages. */
export const LANGUAGE_SHIFT = 6
/** A language beyond so many is as good as none. */
export const MOST_LANGUAGES = 1 << (16 - LANGUAGE_SHIFT)

/** The traits of some units, in their order. */
export function traitsOf(units: Uint32Array, traits: Uint16Array): Uint16Array {
  const found = new Uint16Array(units.length)
  for (let place = 0; place < units.length; place += 1) found[place] = traits[units[place]!]!
  return found
}
