import { createLetters, type Letters } from './letters.js'

/** What the archive found in this talk: the answer of `GET /api/v1/talks/{event}/{talk}/find`. */
interface Found {
  readonly total: number
  readonly places: readonly {
    readonly kind: 'speech' | 'slide'
    readonly start?: number
    readonly page?: number
    readonly part?: 'text' | 'title'
    readonly letters: readonly [number, number]
  }[]
}

/** A place where the words stand. */
export interface Hit {
  readonly element: HTMLElement
  readonly range: AbstractRange | null
  /** Seconds; NaN where they are not known. */
  readonly start: number
  /** 1-based, for a slide. */
  readonly page?: number
}

/** A page of the deck as the talk's page prints it. */
export interface Page {
  readonly page: number
  readonly link: HTMLAnchorElement
  readonly text: HTMLElement | null
}

export interface Hits {
  /** In order of time, those without a time last. */
  readonly hits: readonly Hit[]
  /** All of them; more than are listed when there are very many. */
  readonly total: number
}

/**
 * Asks the archive where words stand in this talk, and finds those places on the page.
 * @param address of the question, with the transcript that is shown
 * @throws when there is no answer
 */
export function createPlaceFinder(
  address: string,
  sentences: readonly HTMLElement[],
  pages: readonly Page[],
): (query: string, signal: AbortSignal) => Promise<Hits> {
  let lines: PageLines | undefined
  return async (query, signal) => {
    const question = new URL(address, location.href)
    question.searchParams.set('q', query)
    const answer = await fetch(question, { signal })
    if (!answer.ok) throw new Error(`${question.pathname} answered ${answer.status}`)
    const { total, places } = (await answer.json()) as Found
    // Counting the letters of hours of speech can wait until somebody looks for words.
    lines ??= readPage(sentences, pages)
    const { spoken, shown } = lines
    const hits = places.flatMap(({ kind, start = NaN, page: number, part, letters }): Hit[] => {
      if (kind === 'speech') {
        const range = rangeOf(spoken, letters)
        const element = range?.startContainer.parentElement
        return range && element ? [{ element, range, start }] : []
      }
      const slide = number === undefined ? undefined : shown.get(number)
      if (!slide) return []
      const range = part === 'text' ? rangeOf(slide, letters) : null
      return [{ element: slide.page.link, range, start, page: slide.page.page }]
    })
    return { hits, total: Math.max(total, hits.length) }
  }
}

/** The words of this page, as they can be counted. */
interface PageLines {
  readonly spoken: Lines
  readonly shown: ReadonlyMap<number, Lines & { readonly page: Page }>
}

function readPage(sentences: readonly HTMLElement[], pages: readonly Page[]): PageLines {
  return {
    spoken: linesOf(sentences.flatMap((sentence) => sentence.firstChild ?? [])),
    shown: new Map(
      pages.map((page) => [page.page, { page, ...linesOf([...(page.text?.childNodes ?? [])]) }]),
    ),
  }
}

/** Pieces of text on the page, one after the other. */
interface Lines {
  readonly nodes: readonly Node[]
  readonly letters: Letters
}

function linesOf(nodes: readonly Node[]): Lines {
  const texts = nodes.filter((node) => node.nodeType === Node.TEXT_NODE)
  return { nodes: texts, letters: createLetters(texts.map((node) => node.textContent ?? '')) }
}

function rangeOf({ nodes, letters }: Lines, [from, to]: readonly [number, number]): StaticRange | null {
  const [begin, end] = [letters.begin(from), letters.end(to)]
  const [startContainer, endContainer] = [nodes[begin?.text ?? -1], nodes[end?.text ?? -1]]
  if (!begin || !end || !startContainer || !endContainer) return null
  return new StaticRange({
    startContainer,
    startOffset: begin.offset,
    endContainer,
    endOffset: end.offset,
  })
}
