import { createFollower } from './follower.js'
import { spokenAt } from './spoken.js'

/** Marks the sentence being said, taking the time from the recording's own events. */
export function bindTranscript(media: HTMLMediaElement): void {
  const sentences = [...document.querySelectorAll<HTMLElement>('.transcript .s[data-t]')]
  if (sentences.length === 0) return
  const starts = sentences.map((sentence) => Number(sentence.dataset['t']))
  const follower = createFollower(document.querySelector<HTMLElement>('[data-follow]'))
  let current = sentences.find((sentence) => sentence.hasAttribute('aria-current')) ?? null

  const mark = (): void => {
    const next = sentences[spokenAt(starts, media.currentTime)] ?? null
    if (next === current) return
    current?.removeAttribute('aria-current')
    next?.setAttribute('aria-current', 'true')
    unfold(next)
    current = next
    if (next && !media.paused) follower.follow(next)
  }
  media.addEventListener('timeupdate', mark)
  media.addEventListener('seeked', mark)
  media.addEventListener('seeking', () => {
    follower.resume()
  })
}

/** What came before the arrival is folded; going back there opens it. */
function unfold(sentence: HTMLElement | null): void {
  const fold = sentence?.closest('details')
  if (fold && !fold.open) fold.open = true
}
