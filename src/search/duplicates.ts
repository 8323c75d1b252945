import type { Catalogue } from '../archive/catalogue.js'
import type { Passage } from '../archive/moment.js'

/**
 * Leaves out what says the same again: a translation's passage where the original's span answers too, a slide whose
 * text is that of the page before it, a text that stands in a talk twice. It never crosses talks or kinds.
 */
export function withoutDuplicates<T extends { readonly passage: Passage }>(
  found: readonly T[],
  catalogue: Catalogue,
): T[] {
  const speech = new Map<string, Passage[]>()
  const pages = new Map<string, Passage>()
  const written = new Map<string, string>()
  for (const { passage } of found) {
    if (passage.kind === 'speech') {
      const group = speech.get(passage.talk ?? '')
      if (group) group.push(passage)
      else speech.set(passage.talk ?? '', [passage])
    } else if (passage.kind === 'slide') pages.set(`${passage.talk ?? ''} ${passage.page ?? 0}`, passage)
    else {
      const key = writtenKey(passage)
      const known = written.get(key)
      if (known === undefined || passage.id < known) written.set(key, passage.id)
    }
  }
  const translations = new Set([...speech.values()].flatMap((passages) => translated(passages, catalogue)))
  return found.filter(({ passage }) => {
    if (passage.kind === 'speech') return !translations.has(passage.id)
    if (passage.kind !== 'slide') return written.get(writtenKey(passage)) === passage.id
    const before = pages.get(`${passage.talk ?? ''} ${(passage.page ?? 0) - 1}`)
    return before === undefined || flat(before.text) !== flat(passage.text)
  })
}

/** The passages whose span is answered by a transcript that comes before theirs: the original first, then as listed. */
function translated(passages: readonly Passage[], catalogue: Catalogue): string[] {
  const ids = [...new Set(passages.map((passage) => passage.transcript ?? ''))]
  if (ids.length < 2) return []
  const talk = catalogue.talk(passages[0]?.talk ?? '')
  const heads = talk?.transcripts ?? []
  const order = [
    ...heads.filter((head) => baseLanguage(head.inLanguage) === baseLanguage(talk?.inLanguage)),
    ...heads,
  ].map((head) => head.id)
  const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length)
  const kept: Passage[] = []
  const left: string[] = []
  for (const id of ids.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))) {
    const own = passages.filter((passage) => passage.transcript === id)
    const isTold = (passage: Passage): boolean => kept.some((other) => sameSpan(passage, other))
    left.push(...own.filter(isTold).map((passage) => passage.id))
    kept.push(...own.filter((passage) => !isTold(passage)))
  }
  return left
}

/** Whether two timed passages share at least half of the shorter one. */
function sameSpan(a: Passage, b: Passage): boolean {
  if (a.start === undefined || a.end === undefined || b.start === undefined || b.end === undefined)
    return false
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared > 0 && shared >= Math.min(a.end - a.start, b.end - b.start) / 2
}

function writtenKey(passage: Passage): string {
  return `${passage.talk ?? passage.event} ${passage.kind} ${flat(passage.text)}`
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toLowerCase()
}

function baseLanguage(tag: string | undefined): string | undefined {
  return tag?.toLowerCase().split('-')[0]
}
