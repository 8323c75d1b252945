import { recall, remember } from './preferences.js'

/** What can be done with the recording, by buttons and by keys. */
export interface Playback {
  readonly toggle: () => void
  /** Moves by seconds. */
  move(by: number): void
  /** Moves to a share of the whole, 0 to 1. */
  jumpTo(share: number): void
  /** One speed slower (-1) or faster (1), within the usual ones. */
  changeSpeed(step: -1 | 1): void
  /** The next speed, from the fastest to the slowest. */
  readonly cycleSpeed: () => void
  readonly toggleMute: () => void
  readonly toggleCaptions: () => void
  /** Shows the captions of the next language. */
  readonly nextLanguage: () => void
  readonly showsCaptions: boolean
  /** The language of the captions, where there are any. */
  readonly captions: { readonly code: string; readonly name: string } | null
}

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
const SPEED = 'lectern:speed'
const CAPTIONS = 'lectern:captions'

/**
 * The recording with what the visitor chose last time: their speed and whether captions show.
 * @param transcript the id of the transcript on the page, whose captions to show unless another language was chosen
 */
export function createPlayback(media: HTMLMediaElement, transcript: string | undefined): Playback {
  const own = captionsOf(media, transcript)
  const tracks = [...media.textTracks]
  const choice = recall(CAPTIONS)
  let track = tracks.find(({ language }) => language === choice) ?? own
  let showsCaptions = choice !== 'off'
  const showCaptions = (): void => {
    for (const each of tracks) each.mode = 'disabled'
    // Hidden, its cues can still be asked for: they have the times of the words on the page.
    if (own) own.mode = 'hidden'
    if (track && showsCaptions) track.mode = 'showing'
  }
  const chooseCaptions = (): void => {
    remember(CAPTIONS, !showsCaptions ? 'off' : track && track !== own ? track.language : 'on')
    showCaptions()
    media.dispatchEvent(new Event('captionschange'))
  }
  const setSpeed = (speed: number): void => {
    media.defaultPlaybackRate = media.playbackRate = speed
    remember(SPEED, String(speed))
  }
  const chosen = Number(recall(SPEED))
  if (SPEEDS.includes(chosen)) media.defaultPlaybackRate = media.playbackRate = chosen
  showCaptions()

  return {
    toggle: () => {
      if (media.paused) void media.play().catch(() => undefined)
      else media.pause()
    },
    move: (by) => {
      media.currentTime = Math.max(0, media.currentTime + by)
    },
    jumpTo: (share) => {
      if (Number.isFinite(media.duration)) media.currentTime = share * media.duration
    },
    changeSpeed: (step) => {
      const here = SPEEDS.indexOf(media.playbackRate)
      setSpeed(SPEEDS[here + step] ?? media.playbackRate)
    },
    cycleSpeed: () => {
      setSpeed(SPEEDS[(SPEEDS.indexOf(media.playbackRate) + 1) % SPEEDS.length] ?? 1)
    },
    toggleMute: () => {
      media.muted = !media.muted
    },
    toggleCaptions: () => {
      showsCaptions = !showsCaptions
      chooseCaptions()
    },
    nextLanguage: () => {
      track = tracks[((track ? tracks.indexOf(track) : -1) + 1) % tracks.length] ?? null
      showsCaptions = true
      chooseCaptions()
    },
    get captions() {
      return track && { code: track.language, name: track.label }
    },
    get showsCaptions() {
      return showsCaptions && track !== null
    },
  }
}

/** The captions of a transcript, by its id; else the first; null where the recording has none. */
export function captionsOf(media: HTMLMediaElement, transcript: string | undefined): TextTrack | null {
  const tracks = [...media.querySelectorAll('track')]
  const wanted = tracks.find((each) => each.dataset['transcript'] === transcript) ?? tracks[0]
  return wanted?.track ?? null
}
