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
  readonly showsCaptions: boolean
}

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]
const SPEED = 'lectern:speed'
const CAPTIONS = 'lectern:captions'

/**
 * The recording with what the visitor chose last time: their speed and whether captions show.
 * @param transcript the id of the transcript on the page, whose captions to show
 */
export function createPlayback(media: HTMLMediaElement, transcript: string | undefined): Playback {
  const track = captionsOf(media, transcript)
  let showsCaptions = recall(CAPTIONS) !== 'off'
  const showCaptions = (): void => {
    for (const each of media.textTracks) each.mode = 'disabled'
    // Hidden, its cues can still be asked for.
    if (track) track.mode = showsCaptions ? 'showing' : 'hidden'
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
      remember(CAPTIONS, showsCaptions ? 'on' : 'off')
      showCaptions()
      media.dispatchEvent(new Event('captionschange'))
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
