import { createFollower, type Follower } from './follower.js'
import { captionsOf } from './playback.js'
import { createRoving } from './roving.js'
import { scrollWithin } from './scrollWithin.js'
import { spokenAt } from './spoken.js'
import { createWordMarker } from './words.js'

/** The words on the page, by time. */
export interface Transcript {
  /** Every sentence, in order. */
  readonly sentences: readonly HTMLElement[]
  /** When each begins, seconds; empty for a transcript without times. */
  readonly starts: readonly number[]
  /** The sentence being said at a time. */
  at(time: number): HTMLElement | undefined
  /** Makes a sentence the one that Tab leads to, opening what it is folded in. */
  reach(sentence: HTMLElement): void
  readonly follower: Follower | null
  /** The page was opened at a place: its sentence comes into view as soon as the recording is there. */
  readonly arrive: () => void
}

const KEYS = { ArrowDown: 1, ArrowUp: -1 } as const

/** The transcript of this page as one tab stop; null where there is none. */
export function createTranscript(media: HTMLMediaElement | null): Transcript | null {
  const article = document.querySelector<HTMLElement>('.transcript')
  const sentences = [...document.querySelectorAll<HTMLElement>('.transcript .s')]
  if (!article || sentences.length === 0) return null
  const timed = sentences.filter((sentence) => sentence.dataset['t'] !== undefined)
  const starts = timed.map((sentence) => Number(sentence.dataset['t']))
  const members = [...article.querySelectorAll<HTMLElement>('.earlier > summary, a.s')]
  const roving = createRoving(article, () => members, KEYS)
  // A drag over a link selects its words instead of taking the link away.
  article.addEventListener('pointerdown', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLElement>('a.s') : null
    if (link) link.draggable = false
  })
  const reach = (sentence: HTMLElement): void => {
    unfold(sentence)
    if (sentence.matches('a')) roving.stopAt(sentence)
  }
  const follower = media && timed.length > 0 ? createFollower(document.querySelector('[data-follow]')) : null
  if (media) keepPlaceAcrossLanguages(media)
  const voice = media && follower ? bindVoice(media, article, timed, starts, follower, reach) : null
  return {
    sentences,
    starts,
    at: (time) => timed[spokenAt(starts, time)],
    reach,
    follower,
    arrive: () => voice?.arrive(),
  }
}

/** Marks the sentence being said, taking the time from the recording's own events. */
function bindVoice(
  media: HTMLMediaElement,
  article: HTMLElement,
  timed: readonly HTMLElement[],
  starts: readonly number[],
  follower: Follower,
  reach: (sentence: HTMLElement) => void,
): { arrive(): void } {
  const captions = captionsOf(media, article.dataset['transcript'])
  const words = article.dataset['timing'] === 'word' && captions ? createWordMarker(media, captions) : null
  const saying = document.querySelector('[data-saying]')
  const contents = document.querySelector('.contents')
  const chapters = [...document.querySelectorAll<HTMLElement>('.contents a[data-t]')]
  const chapterStarts = chapters.map((chapter) => Number(chapter.dataset['t']))
  const opened = timed.find((sentence) => sentence.hasAttribute('aria-current'))
  if (opened) reach(opened)
  let current: HTMLElement | null | undefined
  let chapter: HTMLElement | undefined

  const keepChapter = (): void => {
    if (chapter) scrollWithin(contents, chapter)
  }
  // Where the stage stays, less is left for them.
  if (contents) new ResizeObserver(keepChapter).observe(contents)

  const mark = (): void => {
    const index = spokenAt(starts, media.currentTime)
    const next = timed[index] ?? null
    if (next === current) return
    ;(current ?? opened)?.removeAttribute('aria-current')
    next?.setAttribute('aria-current', 'true')
    current = next
    saying?.replaceChildren(next?.textContent ?? '')
    const nextChapter = chapters[spokenAt(chapterStarts, media.currentTime)]
    if (nextChapter !== chapter) {
      chapter?.removeAttribute('aria-current')
      nextChapter?.setAttribute('aria-current', 'true')
      chapter = nextChapter
      keepChapter()
    }
    if (!next) {
      words?.clear()
      return
    }
    // Whoever reads with the keyboard keeps their place.
    if (!article.contains(document.activeElement)) reach(next)
    else unfold(next)
    words?.begin(next, { start: starts[index] ?? 0, end: starts[index + 1] ?? Infinity })
    if (!media.paused) follower.follow(next)
  }
  media.addEventListener('timeupdate', mark)
  let isArriving = false
  media.addEventListener('seeked', () => {
    mark()
    // On a telephone words stand below slide and title, which an arrival shows first; who stopped the recording to look
    // at it is not taken away from it.
    const moves = isArriving ? matchMedia('(min-width: 64rem)').matches : !media.paused
    if (current && moves) follower.goTo(current, isArriving)
    isArriving = false
  })
  media.addEventListener('play', () => {
    const spoken = current ?? opened
    if (spoken) follower.begin(spoken)
  })
  media.addEventListener('seeking', () => {
    follower.resume()
  })
  return {
    arrive: () => {
      isArriving = true
    },
  }
}

/** Another language opens where the recording is. */
function keepPlaceAcrossLanguages(media: HTMLMediaElement): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    link.addEventListener('click', () => {
      const address = new URL(link.href)
      if (media.currentTime > 0) address.searchParams.set('t', media.currentTime.toFixed(1))
      link.href = address.href
    })
  }
}

/** What came before the arrival is folded; going back there opens it. */
function unfold(sentence: HTMLElement): void {
  const fold = sentence.closest('details')
  if (fold && !fold.open) fold.open = true
}
