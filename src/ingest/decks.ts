import type { ReadDeck } from '../readers/deckReader.js'
import type { FileFacts } from './extract.js'
import type { StoredImage } from './pictures.js'
import type { PlannedFile } from './talkFiles.js'

/** The deck of a talk: the words of one file, and the pictures of its pages. */
export interface ChosenDeck {
  readonly file: PlannedFile
  readonly slides: ReadDeck['slides']
  /** By 1-based page. */
  readonly pictures: ReadonlyMap<number, StoredImage>
}

/**
 * The first of a talk's decks that has words, else the first of which any page could be read. A deck without pictures of its
 * own takes those of another with as many pages: its export.
 */
export function chooseDeck(
  files: readonly PlannedFile[],
  factsOf: (file: PlannedFile) => FileFacts,
): ChosenDeck | null {
  const decks = files.flatMap((file) => {
    const { deck, pages } = factsOf(file)
    return deck && deck.slides.length > 0 ? [{ file, deck, pages }] : []
  })
  const chosen = decks.find(({ deck }) => deck.slides.some((slide) => slide.text.trim() !== '')) ?? decks[0]
  if (!chosen) return null
  const { file, deck } = chosen
  // What the speaker hides is neither shown nor found; the other pages keep their numbers.
  const slides = deck.slides.filter((slide) => !slide.hidden)
  const pictured =
    chosen.pages ?? decks.find((other) => other.pages && other.deck.pages === deck.pages)?.pages
  const pictures = new Map((pictured ?? []).map((image) => [image.page ?? 0, image]))
  return { file, slides, pictures }
}
