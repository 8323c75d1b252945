import type { Moment, SnippetSegment } from '../../archive/moment.js'

/** A slide's snippet in two parts: its title, and what follows it. */
export interface Headed {
  readonly heading: readonly SnippetSegment[]
  readonly snippet: readonly SnippetSegment[]
}

/** Parts a slide's title from the text it begins, so that neither is read twice; hits stay marked in both. */
export function headed(moment: Pick<Moment, 'heading' | 'snippet'>): Headed {
  const { heading, snippet } = moment
  if (!heading) return { heading: [], snippet }
  const text = snippet.map((segment) => segment.text).join('')
  if (!text.startsWith(heading)) return { heading: [{ text: heading, hit: false }], snippet }
  return { heading: cut(snippet, 0, heading.length), snippet: cut(snippet, heading.length, text.length) }
}

function cut(segments: readonly SnippetSegment[], from: number, to: number): readonly SnippetSegment[] {
  let at = 0
  return segments.flatMap((segment) => {
    const text = segment.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    at += segment.text.length
    return text ? [{ ...segment, text }] : []
  })
}
