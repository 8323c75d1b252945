import { formatTime } from '../archive/time.js'

/** What was seen and heard at a second. */
export interface Sights {
  slideAt(time: number): { readonly src: string; readonly title: string } | undefined
  wordsAt(time: number): string | undefined
}

/** The small window over the ruler. */
export interface Peek {
  /** @param share where on the ruler, 0 to 1 */
  show(time: number, share: number): void
  readonly hide: () => void
}

/** Letters of a sentence that the window has room for. */
const ROOM = 110

/** A window that shows the slide and the words of a second of the recording. */
export function createPeek(ruler: HTMLElement, sights: Sights): Peek {
  const box = ruler.querySelector<HTMLElement>('[data-peek]')
  const still = box?.querySelector('.still')
  const [clock, words] = [box?.querySelector('b'), box?.querySelector('p span')]
  const ghost = ruler.querySelector('[data-ghost]')
  const image = new Image(960, 540)
  image.alt = ''
  let wanted: { time: number; share: number } | null = null

  const draw = (): void => {
    if (!wanted || !box) return
    const { time, share } = wanted
    wanted = null
    const slide = sights.slideAt(time)
    const said = sights.wordsAt(time)
    if (still instanceof HTMLElement) still.hidden = !slide
    if (slide) {
      if (!image.isConnected) still?.append(image)
      if (image.src !== slide.src) image.src = slide.src
    }
    clock?.replaceChildren(formatTime(time))
    words?.replaceChildren(said ? shortened(said) : (slide?.title ?? ''))
    ghost?.setAttribute('x', `${(share * 100).toFixed(2)}%`)
    box.hidden = false
    box.style.setProperty('--at', `${(share * 100).toFixed(2)}%`)
    ruler.classList.add('is-peeking')
  }
  return {
    show: (time, share) => {
      if (!wanted) requestAnimationFrame(draw)
      wanted = { time, share }
    },
    hide: () => {
      wanted = null
      if (box) box.hidden = true
      ruler.classList.remove('is-peeking')
    },
  }
}

function shortened(text: string): string {
  if (text.length <= ROOM) return text
  const cut = text.slice(0, ROOM)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), ROOM / 2))}…`
}
