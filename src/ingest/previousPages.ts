import type { TalkContent } from '../archive/event.js'
import type { Store } from '../store/generations.js'
import type { StoredImage } from './pictures.js'

/** The picture that a page of a deck had in the generation before; none where the page's words changed. */
export type PreviousPages = (file: string, page: PageWords) => StoredImage | undefined

interface PageWords {
  readonly page: number
  readonly title?: string
  readonly text: string
}

/**
 * The pictures of the generation being served, for a talk whose deck's own are not drawn yet: after an edit of some
 * pages the others stay on the site while the deck is drawn again. A page without words is not known again.
 */
export async function previousPages(store: Store, talk: string): Promise<PreviousPages> {
  const generation = (await store.current().catch(() => null))?.generation
  const ref = generation && Object.hasOwn(generation.contents, talk) ? generation.contents[talk] : undefined
  const read = ref && (await store.objects.read(ref).catch(() => null))
  if (!generation || !read) return () => undefined
  const { deck } = JSON.parse(String(read)) as TalkContent
  const wanted = new Set(deck?.slides.flatMap(({ image }) => [image?.object, image?.small]))
  const bytes = new Map(
    generation.images.flatMap((image) =>
      wanted.has(image.hash) ? [[image.hash, image.bytes] as const] : [],
    ),
  )
  const holds = async (hash: string): Promise<number | undefined> => {
    const size = bytes.get(hash)
    return size !== undefined && (await store.objects.holds({ hash, bytes: size })) ? size : undefined
  }
  const pages = new Map<string, StoredImage>()
  for (const { image, ...slide } of deck?.slides ?? []) {
    if (!image || slide.text.trim() === '') continue
    const { small, ...large } = image
    const size = await holds(image.object)
    const smallBytes = small === undefined ? undefined : await holds(small)
    if (size === undefined) continue
    pages.set(keyOf(deck?.file ?? '', slide), {
      ...large,
      bytes: size,
      page: slide.page,
      ...(small !== undefined && smallBytes !== undefined && { small, smallBytes }),
    })
  }
  return (file, page) => pages.get(keyOf(file, page))
}

function keyOf(file: string, { page, title, text }: PageWords): string {
  return JSON.stringify([file, page, title, text])
}
