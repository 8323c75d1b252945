import type { TalkContent } from '../archive/event.js'
import type { Store } from '../store/generations.js'
import type { FileFacts } from './extract.js'
import type { StoredImage } from './pictures.js'
import type { Plan } from './plan.js'

/** The picture that a page of a talk's deck had in the generation before; none where the page's words changed. */
export type PreviousPages = (talk: string, file: string, page: PageWords) => StoredImage | undefined

interface PageWords {
  readonly page: number
  readonly title?: string
  readonly text: string
}

/**
 * The pictures of the generation being served, for talks whose deck's own are not drawn yet: after an edit of some
 * pages the others stay on the site while the deck is drawn again. A page without words is not known again.
 */
export async function previousPages(
  store: Store,
  plan: Plan,
  facts: ReadonlyMap<string, FileFacts>,
): Promise<PreviousPages> {
  const talks = plan.events
    .flatMap((event) => event.talks)
    .filter(({ files }) => files.some(({ path = '' }) => facts.get(path)?.deck && !facts.get(path)?.pages))
    .map((talk) => talk.id)
  const stored = await store.current().catch(() => null)
  const pages = new Map<string, StoredImage>()
  const bytes = new Map(stored?.generation.images.map((image) => [image.hash, image.bytes]))
  for (const talk of talks) {
    const ref = stored && Object.hasOwn(stored.generation.contents, talk) && stored.generation.contents[talk]
    const read = ref ? await store.objects.read(ref).catch(() => null) : null
    if (!read) continue
    const { deck } = JSON.parse(String(read)) as TalkContent
    for (const { image, ...slide } of deck?.slides ?? []) {
      const size = image && bytes.get(image.object)
      if (
        image &&
        size !== undefined &&
        slide.text.trim() !== '' &&
        (await store.objects.holds({ hash: image.object, bytes: size }))
      )
        pages.set(keyOf(talk, deck?.file ?? '', slide), { ...image, bytes: size, page: slide.page })
    }
  }
  return (talk, file, page) => pages.get(keyOf(talk, file, page))
}

function keyOf(talk: string, file: string, { page, title, text }: PageWords): string {
  return JSON.stringify([talk, file, page, title, text])
}
