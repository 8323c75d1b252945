import type { Talk } from '../archive/event.js'
import { paragraphsOf } from '../archive/paragraphs.js'
import { sentencesOf } from '../archive/sentences.js'
import { formatTime } from '../archive/time.js'
import type { Transcript } from '../archive/transcript.js'
import { toWebVtt } from '../archive/webvtt.js'

/** A transcript as plain text: paragraphs, each with its time and, where it changes, its speaker. */
export function transcriptAsText(transcript: Transcript): string {
  const blocks = paragraphsOf(sentencesOf(transcript.cues, transcript.inLanguage)).map((paragraph) => {
    const head = [
      paragraph.start === undefined ? '' : `[${formatTime(paragraph.start)}]`,
      paragraph.speaker === undefined ? '' : `${paragraph.speaker}:`,
    ]
    return [...head, ...paragraph.sentences.map((sentence) => sentence.text)].filter(Boolean).join(' ')
  })
  return `${blocks.join('\n\n')}\n`
}

/** A talk's chapters as WebVTT, each until the next begins (W3C WebVTT, chapters). */
export function chaptersAsVtt(talk: Talk): string {
  const end = talk.files.find((file) => file.duration !== undefined)?.duration
  return toWebVtt(
    talk.chapters.map((chapter, index) => ({
      text: chapter.name,
      start: chapter.start,
      end: talk.chapters[index + 1]?.start ?? Math.max(end ?? 0, chapter.start + 1),
    })),
  )
}
