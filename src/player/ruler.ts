import { formatTime } from '../archive/time.js'
import { createPeek, type Sights } from './peek.js'
import { createRoving } from './roving.js'
import { spokenAt } from './spoken.js'

/** The axis of time under the stage. */
export interface Ruler {
  /** Puts flags where something was found; `label` is for people who do not see where. */
  flag(places: readonly { readonly start: number; readonly url: string; readonly label: string }[]): void
}

const ARROWS = { ArrowRight: 1, ArrowLeft: -1 } as const
const SVG = 'http://www.w3.org/2000/svg'
/** One arrow moves the head this far, seconds. */
const STEP = 5
/** A finger this close to a find means it, pixels. */
const FINGER = 14
/** What a finger pointed at is shown this long after it was lifted. */
const LINGER_MS = 1600

/** Moves the ruler's head with the recording, and the recording with the head; null without a ruler. */
export function createRuler(media: HTMLMediaElement, sights: Sights): Ruler | null {
  const ruler = document.querySelector<HTMLElement>('[data-ruler]')
  const scrub = ruler?.querySelector<HTMLInputElement>('[data-scrub]')
  const axis = ruler?.querySelector<SVGElement>('.axis')
  if (!ruler || !scrub || !axis) return null
  const peek = createPeek(ruler, sights)
  const length = (): number => Number(ruler.dataset['duration']) || media.duration || 0
  const marks = (): SVGElement[] =>
    [...axis.querySelectorAll<SVGElement>('.mark')].sort(
      (a, b) => Number(a.dataset['t']) - Number(b.dataset['t']),
    )
  const showTime = bindHead(ruler, axis, length)
  let sorted = marks()
  const roving = createRoving(axis, () => sorted, ARROWS)

  scrub.hidden = false
  const sync = (): void => {
    showTime(media.currentTime)
    if (!scrub.matches(':active')) scrub.value = String(media.currentTime)
  }
  const speak = (): void => {
    scrub.setAttribute('aria-valuetext', `${formatTime(media.currentTime)} of ${formatTime(length())}`)
  }
  const measure = (): void => {
    if (length() > 0) scrub.max = String(length())
    sync()
    speak()
  }
  media.addEventListener('durationchange', measure)
  media.addEventListener('timeupdate', sync)
  for (const name of ['seeking', 'seeked']) {
    media.addEventListener(name, () => {
      sync()
      speak()
    })
  }
  scrub.addEventListener('focus', speak)
  let isFinger = false
  let lingering = 0
  /** The find next to where a finger went, else the very place. */
  const meant = (time: number): number => {
    const reach = (FINGER / ruler.clientWidth) * length()
    const finds = sorted
      .filter((mark) => mark.querySelector('.flag'))
      .map((mark) => Number(mark.dataset['t']))
    const [nearest] = finds.sort((a, b) => Math.abs(a - time) - Math.abs(b - time))
    return nearest !== undefined && Math.abs(nearest - time) <= reach ? nearest : time
  }
  scrub.addEventListener('input', () => {
    media.currentTime = isFinger ? meant(Number(scrub.value)) : Number(scrub.value)
  })
  scrub.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    media.currentTime = Math.max(0, media.currentTime + by)
  })
  const timeAt = ({ clientX }: MouseEvent): number => {
    const { left, width } = ruler.getBoundingClientRect()
    return Math.min(1, Math.max(0, (clientX - left) / width)) * length()
  }
  // Between the marks the ruler leads to where it was pressed, as far as it shows what is there.
  ruler.addEventListener('click', (event) => {
    const isMark = event.target instanceof Element && event.target.closest('a, input') !== null
    if (!isMark) media.currentTime = timeAt(event)
  })
  const point = (event: PointerEvent): void => {
    isFinger = event.pointerType === 'touch'
    clearTimeout(lingering)
    const time = isFinger ? meant(timeAt(event)) : timeAt(event)
    if (length() > 0) peek.show(time, time / length())
  }
  ruler.addEventListener('pointerdown', point)
  ruler.addEventListener('pointermove', point)
  ruler.addEventListener('focusin', (event) => {
    const time = event.target instanceof SVGElement ? Number(event.target.dataset['t']) : NaN
    if (time >= 0 && length() > 0) peek.show(time, time / length())
  })
  ruler.addEventListener('focusout', peek.hide)
  ruler.addEventListener('pointerleave', () => {
    // A finger that was lifted has left too, and covered what it pointed at.
    lingering = setTimeout(peek.hide, isFinger ? LINGER_MS : 0)
  })
  ruler.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') peek.hide()
  })
  measure()

  return {
    flag: (places) => {
      const group = axis.querySelector('[data-flags]')
      const total = length()
      if (total === 0) return
      group?.replaceChildren(...places.map((place) => flag(place, place.start / total)))
      sorted = marks()
      const [first] = sorted
      if (first && !sorted.some((mark) => mark.getAttribute('tabindex') === '0')) roving.stopAt(first)
    },
  }
}

/** Shows how much was played: each chapter's part by itself, so that one change touches one part. */
function bindHead(ruler: HTMLElement, axis: SVGElement, length: () => number): (time: number) => void {
  const parts = [...axis.querySelectorAll<SVGElement>('[data-segment]')]
  const played = parts.map((part) => part.querySelector('.played'))
  const starts = parts.map((part) => Number(part.dataset['segment']))
  const labels = [...axis.querySelectorAll<SVGElement>('[data-chapter]')]
  const head = ruler.querySelector('[data-head]')
  let current = -1
  return (time) => {
    const total = length()
    if (total === 0) return
    const index = Math.max(0, spokenAt(starts, time))
    const start = starts[index] ?? 0
    const end = starts[index + 1] ?? total
    head?.setAttribute('x', `${((time / total) * 100).toFixed(2)}%`)
    played[index]?.setAttribute(
      'width',
      `${(Math.min(1, Math.max(0, (time - start) / (end - start))) * 100).toFixed(1)}%`,
    )
    if (index === current) return
    current = index
    played.forEach((part, i) => {
      if (i !== index) part?.setAttribute('width', i < index ? '100%' : '0%')
    })
    for (const label of labels) label.classList.toggle('label-on', Number(label.dataset['t']) === start)
  }
}

function flag(
  place: { readonly start: number; readonly url: string; readonly label: string },
  share: number,
): SVGElement {
  const link = document.createElementNS(SVG, 'a')
  link.setAttribute('class', 'mark')
  link.setAttribute('href', place.url)
  link.setAttribute('tabindex', '-1')
  link.setAttribute('aria-label', place.label)
  link.dataset['t'] = String(place.start)
  const rect = document.createElementNS(SVG, 'rect')
  const shape = {
    class: 'flag',
    x: `${(share * 100).toFixed(2)}%`,
    y: '2',
    width: '5',
    height: '9',
    rx: '1',
    transform: 'translate(-2.5)',
  }
  for (const [name, value] of Object.entries(shape)) rect.setAttribute(name, value)
  link.append(rect)
  return link
}
