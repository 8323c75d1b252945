import { ownText } from '../archive/deck.js'
import type { Event, Faq, Person, Talk, TalkContent } from '../archive/event.js'
import type { MomentKind, Passage } from '../archive/moment.js'
import { isWithheld } from '../archive/withheld.js'
import { speechPassages } from './speechPassages.js'

/**
 * Everything of one talk that can be found: its name, what is written about it, who speaks, its questions, and, unless
 * it is withheld, every word said and shown. Ids are stable for the same input and unique in the archive.
 * @param content null where the talk has none
 * @param personOf the archive's persons by id, for their other names and biographies
 */
export function talkPassages(
  talk: Talk,
  content: TalkContent | null,
  event: Event,
  personOf: (id: string) => Person | undefined = () => undefined,
): Passage[] {
  const lang = talk.inLanguage ?? event.inLanguage
  const written = (kind: MomentKind, name: string, text: string): Passage => ({
    id: `${talk.id}#${name}`,
    kind,
    event: talk.event,
    talk: talk.id,
    text,
    ...(lang && kind !== 'speaker' ? { lang } : {}),
  })
  const withheld = isWithheld(talk)
  return [
    written('title', 'title', lines(talk.name, talk.subtitle)),
    written('abstract', 'abstract', lines(talk.abstract)),
    written('abstract', 'description', lines(talk.description)),
    written('abstract', 'topics', talk.keywords.join(' · ')),
    ...speakerTexts(talk, personOf).map(([id, text]) => written('speaker', `speaker:${id}`, text)),
    ...event.faq
      .filter((faq) => faq.talk === talk.id)
      .map((faq) => faqPassage(faq, talk.event, lang, talk.id)),
    ...(content && !withheld
      ? [...slidePassages(talk, content, lang), ...speechPassages(talk, content)]
      : []),
  ].filter((passage) => passage.text.trim() !== '')
}

/** What is written about an event itself, with the questions that belong to none of its talks. */
export function eventPassages(event: Event): Passage[] {
  const lang = event.inLanguage ? { lang: event.inLanguage } : {}
  const about = (name: string, text: string): Passage => ({
    id: `${event.id}#${name}`,
    kind: 'event',
    event: event.id,
    text,
    ...lang,
  })
  const around = [event.superEvent, event.location, ...event.organizer].map((named) => named?.name)
  const talks = new Set(event.talks)
  return [
    about('name', lines(event.name, ...event.alternateName)),
    about('description', lines(event.description)),
    about('around', lines(...around, event.keywords.join(' · '))),
    ...event.notes.map((note, index) => about(`note:${index + 1}`, note)),
    ...event.faq
      .filter((faq) => faq.talk === undefined || !talks.has(faq.talk))
      .map((faq) => faqPassage(faq, event.id, event.inLanguage)),
  ].filter((passage) => passage.text.trim() !== '')
}

function slidePassages(talk: Talk, content: TalkContent, lang: string | undefined): Passage[] {
  return (content.deck?.slides ?? []).map((slide): Passage => {
    const shown = content.slideTrack.find(({ page }) => page === slide.page)
    return {
      id: `${talk.id}#slide:${slide.page}`,
      kind: 'slide',
      event: talk.event,
      talk: talk.id,
      text:
        slide.title && !flat(ownText(slide)).includes(flat(slide.title))
          ? lines(slide.title, ownText(slide))
          : ownText(slide),
      page: slide.page,
      ...(slide.title ? { heading: slide.title } : {}),
      ...(shown ? { start: shown.start, end: shown.end } : {}),
      ...(lang ? { lang } : {}),
    }
  })
}

/** Name, other names, affiliation and biography of everybody in a talk, once each: a name finds the person's talks. */
function speakerTexts(
  talk: Talk,
  personOf: (id: string) => Person | undefined,
): [id: string, text: string][] {
  const texts = new Map<string, string>()
  for (const appearance of talk.persons) {
    if (texts.has(appearance.id)) continue
    const person = personOf(appearance.id)
    const names = [appearance.name, person?.name, ...(person?.alternateName ?? [])]
    const affiliations = [appearance.affiliation, person?.affiliation]
    const head = [...new Set([...names, ...affiliations])].filter((part) => part?.trim()).join(', ')
    texts.set(appearance.id, lines(head, person?.description))
  }
  return [...texts]
}

function faqPassage(faq: Faq, event: string, lang: string | undefined, talk?: string): Passage {
  return {
    id: `${event}#faq:${faq.id}`,
    kind: 'faq',
    event,
    ...(talk ? { talk } : {}),
    text: lines(faq.question, faq.answer),
    faq: faq.id,
    ...(lang ? { lang } : {}),
  }
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part?.trim()).join('\n')
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
