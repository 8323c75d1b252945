import { isWithheld } from '../../archive/withheld.js'
import { dateOrder } from './dateOrder.js'
import type { Issue } from './issues.js'
import { nearest } from './nearest.js'
import type { eventManifestSchema } from './schema.js'
import type { KeyPath } from './yamlDocument.js'
import { zonedTime } from './zonedTime.js'
import type { z } from 'zod'

type ReadEvent = z.output<typeof eventManifestSchema>

/** What no single value shows: ids given twice, references into the void, times that the zone does not have. */
export function crossCheck(event: ReadEvent): readonly Issue[] {
  return [
    ...repeats(event.persons, ['persons'], 'person', (person) => person.id),
    ...repeats(event.talks, ['talks'], 'talk', (talk) => talk.id),
    ...wishesOfRepeats(event.talks),
    ...offsetsNotApplied(event.talks),
    ...repeats(event.faq, ['faq'], 'question', (faq) => faq.question),
    ...references(event),
    ...times(event),
    ...dateOrder(event),
  ]
}

/** Entries whose key came before, compared after NFC and case folding. */
function repeats<T>(
  entries: readonly T[],
  path: KeyPath,
  what: string,
  keyOf: (entry: T) => string,
): readonly Issue[] {
  const seen = new Set<string>()
  return entries.flatMap((entry, i): Issue[] => {
    const key = keyOf(entry).normalize('NFC').toLowerCase()
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    return [
      {
        severity: 'error',
        code: 'manifest-duplicate',
        path: [...path, i],
        message: `the ${what} "${keyOf(entry)}" is there already, so this entry was left out`,
        hint: 'give each its own, or remove one',
        remove: [...path, i],
      },
    ]
  })
}

/** What any entry of a talk asks to be withheld is withheld, whichever of them stays. */
function wishesOfRepeats(talks: ReadEvent['talks']): readonly Issue[] {
  const first = new Map<string, number>()
  return talks.flatMap((talk, i): Issue[] => {
    const kept = first.get(talk.id)
    if (kept === undefined) {
      first.set(talk.id, i)
      return []
    }
    const keptTalk = talks[kept]
    if (!isWithheld(talk) || !keptTalk || isWithheld(keptTalk)) return []
    return [
      {
        severity: 'warning',
        code: 'manifest-duplicate-opt-out',
        path: ['talks', i],
        message: `it asks that the talk "${talk.id}" be withheld, and so it is`,
        hint: 'say so in the entry that stays',
        set: { path: ['talks', kept, 'recordingOptOut'], value: 'true' },
      },
    ]
  })
}

/**
 * Captions are moved into the talk's time, and a recording of the screen follows it; the recording that leads is that
 * time, and nothing else has any.
 */
function offsetsNotApplied(talks: ReadEvent['talks']): readonly Issue[] {
  return talks.flatMap((talk, t) =>
    talk.media.flatMap(({ role, offset, kind, path }, m): Issue[] =>
      offset === undefined || offset === 0 || role === 'transcript' || isScreen(role, kind ?? path)
        ? []
        : [
            {
              severity: 'warning',
              code: 'manifest-offset-not-applied',
              path: ['talks', t, 'media', m, 'offset'],
              message: `an offset is applied to transcripts and to a recording of the screen, not to ${role === 'slides' ? 'slides' : `a file of role ${role}`}`,
              hint: 'give the transcripts an offset instead, so that they fit the recording that is played',
            },
          ],
    ),
  )
}

function isScreen(role: string, kindOrPath: string | undefined): boolean {
  return role === 'video' && /(?:^|[/.])screen(?:\.|$)/.test(kindOrPath ?? '')
}

function references(event: ReadEvent): readonly Issue[] {
  const persons = new Set(event.persons.map((person) => person.id))
  const talks = new Set(event.talks.map((talk) => talk.id))
  return [
    ...event.talks.flatMap((talk, t) =>
      talk.persons.flatMap(({ id }, p) =>
        unknown(id, persons, ['talks', t, 'persons', p], 'person', 'persons'),
      ),
    ),
    ...event.organizer.flatMap(({ person }, o) =>
      person === undefined ? [] : unknown(person, persons, ['organizer', o], 'person', 'persons'),
    ),
    ...event.faq.flatMap(({ talk }, f) =>
      talk === undefined ? [] : unknown(talk, talks, ['faq', f, 'talk'], 'talk', 'talks'),
    ),
  ]
}

function unknown(
  id: string,
  known: ReadonlySet<string>,
  path: KeyPath,
  what: string,
  listName: string,
): readonly Issue[] {
  if (known.has(id)) return []
  const meant = nearest(id, known)
  return [
    {
      severity: 'error',
      code: `manifest-unknown-${what}`,
      path,
      message: `there is no ${what} with the id "${id}" in this event`,
      hint: meant ? `did you mean "${meant}"?` : `add "- id: ${id}" under ${listName}`,
      remove: path,
    },
  ]
}

function times(event: ReadEvent): readonly Issue[] {
  const { timeZone } = event
  const timed = event.talks.flatMap((talk, t) => (talk.start === undefined ? [] : [{ start: talk.start, t }]))
  const first = timed[0]
  if (timeZone === undefined)
    return first
      ? [
          {
            severity: 'warning',
            code: 'manifest-no-time-zone',
            path: ['talks', first.t, 'start'],
            message: 'talks have a start, but the event has no timeZone to read it in',
            hint: 'add a line like "timeZone: Europe/Berlin"',
          },
        ]
      : []
  return timed.flatMap(({ start, t }): Issue[] => {
    const time = zonedTime(start, timeZone)
    if (!('problem' in time)) return []
    const path = ['talks', t, 'start']
    const message = time.problem
    return [{ severity: 'error', code: 'manifest-bad-time', path, message, hint: time.hint, remove: path }]
  })
}
