import type { Addresses } from '../../archive/addresses.js'
import type { Catalogue } from '../../archive/catalogue.js'
import type { Faq, Link, Named, Talk } from '../../archive/event.js'
import { formatTime } from '../../archive/time.js'
import { shortened } from './frame.js'
import { webAddress } from './webAddress.js'
import { count, monogram } from './labels.js'

/** A name that may lead somewhere. */
export interface NamedLink {
  readonly name: string
  readonly url: string | null
}

/** A person in a list, with as much of a biography as lists have room for. */
export interface PersonCard {
  readonly name: string
  readonly url: string
  readonly monogram: string
  readonly meta: string
  readonly text?: string
}

/** A question with its answer, and where it was asked. */
export interface FaqRow {
  readonly id: string
  readonly question: string
  readonly answer: readonly string[]
  readonly about: { readonly name: string; readonly url: string; readonly at?: string } | null
  readonly url: string
}

/** A link, or the reason why there is none. */
export interface LinkRow {
  readonly title: string
  readonly url: string | null
  readonly note?: string
}

/** A named thing as a link: to the archive's person, else to its own address. */
export function namedLink(addresses: Addresses, named: Named): NamedLink {
  if (named.person) return { name: named.name, url: addresses.speaker(named.person) }
  return { name: named.name, url: webAddress(named.url) }
}

/** Paragraphs of a plain text: blank lines separate them. */
export function blocks(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
}

/** Links as rows; one without an address says why. */
export function linkRows(links: readonly Link[]): readonly LinkRow[] {
  return links.map((link) => {
    const url = webAddress(link.url)
    const unusable = link.url ? 'not a web address' : 'no address was given'
    const note = url ? undefined : (link.absentReason ?? unusable)
    return { title: link.title, url, ...(note && { note }) }
  })
}

/** A question for a list; `about` names the talk it belongs to. */
export function faqRow(addresses: Addresses, catalogue: Catalogue, faq: Faq): FaqRow {
  const talk = faq.talk ? catalogue.talk(faq.talk) : undefined
  return {
    id: faq.id,
    question: faq.question,
    answer: blocks(faq.answer),
    about: talk
      ? {
          name: talk.name,
          url: addresses.talk(talk.id, { start: faq.start }),
          ...(faq.start !== undefined && { at: formatTime(faq.start) }),
        }
      : null,
    url: addresses.faqEntry(faq.id),
  }
}

/** People of some talks, in order of appearance, with what they do there. */
export function peopleIn(
  addresses: Addresses,
  catalogue: Catalogue,
  talks: readonly Talk[],
): readonly PersonCard[] {
  const talksOf = new Map<string, Talk[]>()
  for (const talk of talks) {
    for (const id of new Set(talk.persons.map((person) => person.id))) {
      const known = talksOf.get(id)
      if (known) known.push(talk)
      else talksOf.set(id, [talk])
    }
  }
  return [...talksOf].flatMap(([id, here]) => {
    const person = catalogue.person(id)
    if (!person) return []
    const affiliation =
      person.affiliation ??
      here.flatMap((talk) => talk.persons.find((each) => each.id === id)?.affiliation ?? [])[0]
    return {
      name: person.name,
      url: addresses.speaker(id),
      monogram: monogram(person.name),
      meta: [affiliation, talks.length > 1 && `${count(here.length, 'talk')} here`]
        .filter(Boolean)
        .join(' · '),
      ...(person.description && { text: shortened(person.description, 320) }),
    }
  })
}
