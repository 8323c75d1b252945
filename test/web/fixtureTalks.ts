import type { Talk, TranscriptHead, ZonedTime } from '../../src/archive/event.js'
import type { Cue, Transcript } from '../../src/archive/transcript.js'

/** A talk with nothing but a name; tests add what they are about. */
export function bareTalk(event: string, slug: string, name: string, rest: Partial<Talk> = {}): Talk {
  return {
    id: `${event}/${slug}`,
    event,
    slug,
    name,
    persons: [],
    keywords: [],
    status: 'recorded',
    recordingOptOut: false,
    files: [],
    absences: [],
    links: [],
    chapters: [],
    transcripts: [],
    oldIds: [],
    ...rest,
  }
}

/** A time in New York on a summer's day. */
export function zoned(local: string): ZonedTime {
  return { local, timeZone: 'America/New_York', iso: `${local}:00-04:00`, abbreviation: 'EDT' }
}

/** Cues from lines, `step` seconds each, beginning at `start`; a line may name its speaker before a bar. */
export function cuesFrom(lines: readonly string[], start = 0, step = 4): Cue[] {
  return lines.map((line, index) => {
    const bar = line.indexOf('|')
    const speaker = line.slice(0, Math.max(0, bar))
    return {
      text: line.slice(bar + 1).trim(),
      start: start + index * step,
      end: start + (index + 1) * step - 0.25,
      ...(speaker && { speaker: speaker.trim() }),
    }
  })
}

/** A transcript and its head. */
export function transcript(id: string, inLanguage: string, cues: readonly Cue[]): Transcript {
  return { id, inLanguage, timing: cues[0]?.start === undefined ? 'none' : 'cue', cues }
}

export function headOf({ id, inLanguage, timing, cues }: Transcript): TranscriptHead {
  const words = cues.reduce((total, cue) => total + cue.text.split(/\s+/).length, 0)
  return { id, inLanguage, timing, cues: cues.length, words }
}

/** Sixty seconds about recall, two voices, sentences over cue borders. */
export const RECALL_WORDS = cuesFrom([
  'Ines Okafor|Good afternoon, and thank you for coming.',
  'Ines Okafor|Recall is the share of what you should have found that you did find, and it falls',
  'Ines Okafor|where queries are rare. That is the whole talk.',
  'Ines Okafor|The upper line is the hybrid index. The lower line is vectors only.',
  'Ines Okafor|For frequent queries both are fine, because both have seen them before.',
  'Ines Okafor|For rare ones, the embedding latency is not what hurts; the neighbours are simply wrong.',
  'Jonah Brandt|Can I ask how rare a rare query is?',
  'Ines Okafor|Seen fewer than ten times in a month.',
  'Ines Okafor|Across the whole log that is a third of the traffic, and nearly all of the complaints.',
  'Ines Okafor|So what do you do? You keep the inverted index, and you ask it first.',
  'Ines Okafor|Words that are rare are exactly the words that an inverted index is good at.',
  'Ines Okafor|Then you let the vectors reorder what came back.',
  'Ines Okafor|The tail latency stays inside the budget, since the expensive part sees few candidates.',
  'Ines Okafor|We have run it for a year.',
  'Ines Okafor|Thank you.',
])

export const RECALL_SLIDES: readonly (readonly [title: string, lines: readonly string[]])[] = [
  ['Recall falls where queries are rare', ['Ines Okafor', 'Ranking Reading Group']],
  ['Two lines', ['Hybrid index above', 'Vectors only below', 'They part at ten sightings a month']],
  ['How rare is rare', ['Fewer than ten in a month', 'A third of the traffic']],
  ['Ask the inverted index first', ['Rare words select well', 'Vectors reorder']],
  ['Latency stays in budget', ['Few candidates', 'p95 under 40 ms', 'Embedding lookups: 64 per query']],
  ['A year in production', ['No regressions', 'Complaints down by half']],
]
