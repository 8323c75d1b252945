import type { DeckContent } from '../slide.js'
import { closing } from './closing.js'
import { criteo } from './criteo.js'
import { inference } from './inference.js'
import { memory } from './memory.js'
import { recommenders } from './recommenders.js'
import { training } from './training.js'
import { welcome } from './welcome.js'

/** Every deck of the sample, in the order of the schedule. */
export const decks: readonly DeckContent[] = [
  welcome,
  criteo,
  memory,
  training,
  recommenders,
  inference,
  closing,
]
