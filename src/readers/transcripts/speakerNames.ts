import type { Cue } from '../../archive/transcript.js'

/** Text that begins with a name: `Ann Lee: Hello`. */
interface NamedText {
  readonly name: string
  readonly rest: string
}

const MAX_NAME = 60
/** The share of cues that must begin with a name that recurs, for every one of them to be believed. */
const ZOOM = 0.6
/** The same, for names that come once and are handles (`jochem-brouwer`) to be believed too. */
const ALL = 0.9

/**
 * Cues with `Name: ` taken from the text as their speaker. Where most cues begin so, as in Zoom's files, any name
 * counts; elsewhere only one of several words or in capitals, which comes again. Files that mark voices are left alone.
 */
export function withSpeakers<C extends Cue>(cues: readonly C[]): readonly C[] {
  if (cues.some((cue) => cue.speaker !== undefined)) return cues
  const named = cues.map((cue) => nameIn(cue.text))
  const counts = new Map<string, number>()
  for (const found of named) if (found) counts.set(found.name, (counts.get(found.name) ?? 0) + 1)
  const recurring = named.filter((found) => found && (counts.get(found.name) ?? 0) > 1).length
  if (recurring === 0) return cues
  const mostAre = recurring >= cues.length * ZOOM
  const allAre = recurring >= cues.length * ALL
  const isSpeaker = (name: string): boolean =>
    (counts.get(name) ?? 0) > 1 ? mostAre || isFullName(name) : allAre || (mostAre && isProperName(name))
  return cues.map((cue, i) => {
    const found = named[i]
    return found && isSpeaker(found.name) ? spokenBy(cue, found) : cue
  })
}

/** The name before the first colon of a text, when it could be one. */
export function nameIn(text: string): NamedText | null {
  const colon = text.slice(0, MAX_NAME + 2).search(/: |：/)
  if (colon <= 0) return null
  const name = text.slice(0, colon).trim()
  const rest = text.slice(colon + 1).trim()
  const isName =
    /^[\p{L}\p{N}]/u.test(name) && /\p{L}/u.test(name) && !/[?!;"“”<>{}]|\.\.|, [^,]*,/.test(name)
  return isName && rest !== '' && name.split(' ').length <= 6 ? { name, rest } : null
}

const PARTICLES = /^(de|del|van|von|der|den|da|di|la|le|of|the|bin|ibn|al|el|y|e|und|and|&|\(.*|.*\))$/u

/** Every word begins with a capital, a figure or a letter of a script without capitals. */
export function isProperName(name: string): boolean {
  return name.split(' ').every((word) => /^[\p{Lu}\p{Lo}\p{N}(]/u.test(word) || PARTICLES.test(word))
}

/** A name that no other word before a colon looks like: `Ann Lee`, `SPEAKER_00`, `Speaker 1`. */
export function isFullName(name: string): boolean {
  if (!isProperName(name)) return false
  return /^\p{L}[^ ]* ./u.test(name) || /^[\p{Lu}\p{N}_.-]{2,}$/u.test(name)
}

function spokenBy<C extends Cue>(cue: C, { name, rest }: NamedText): C {
  const skipped = name.split(' ').length
  const words = cue.words?.slice(skipped)
  const spelled = words?.map((word) => word.text).join(' ') === rest
  const { words: _, ...bare } = cue
  return { ...(bare as C), text: rest, speaker: name, ...(words && spelled && { words }) }
}
