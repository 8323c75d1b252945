import type { Event, Talk } from '../../archive/event.js'
import { language } from './labels.js'

/** Why a talk's page holds less than others, said where the recording would be. */
export interface TalkState {
  readonly kind: 'withdrawn' | 'opted-out' | 'scheduled'
  readonly title: string
  readonly text: string
}

/** The state of a talk that is not published or has not happened; null for all others. */
export function stateOf(talk: Talk): TalkState | null {
  if (talk.status === 'withdrawn') {
    return {
      kind: 'withdrawn',
      title: 'This talk was withdrawn',
      text: 'Its recording, slides and transcript are not published here. What was announced can still be read below.',
    }
  }
  if (talk.recordingOptOut) {
    return {
      kind: 'opted-out',
      title: 'This talk was not published',
      text: 'The speaker chose not to publish a recording. The video, slides and transcript of this talk are not here; what was announced can be read below.',
    }
  }
  if (talk.status === 'scheduled') {
    return {
      kind: 'scheduled',
      title: 'This talk is scheduled',
      text: 'What is recorded of it will appear here afterwards.',
    }
  }
  return null
}

/** What else is known of a talk, a phrase each. */
export function detailsOf(talk: Talk, event: Event | undefined): readonly string[] {
  const spoken = talk.inLanguage ?? event?.inLanguage
  const timing = talk.transcripts[0]?.timing
  return [
    talk.type && `${talk.type.slice(0, 1).toUpperCase()}${talk.type.slice(1)}`,
    talk.track && `Track: ${talk.track}`,
    spoken && `In ${language(spoken)}`,
    timing === 'word' && 'Words timed one by one',
    timing === 'cue' && 'Words timed by caption',
    timing === 'none' && 'The transcript has no times',
  ].filter((line): line is string => Boolean(line))
}
