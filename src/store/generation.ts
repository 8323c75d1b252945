import type { ObjectRef } from './objects.js'
import { IndexUnusable } from './unusable.js'

/** Raised whenever what is stored changes its shape: an index of another format is refused, not guessed at. */
export const INDEX_FORMAT = 2

const HASH = /^[0-9a-f]{64}$/

/** What made a part of an index, and in which version. */
interface Versioned {
  readonly name: string
  readonly version: number
}

/** One state of the archive: a small file that names every object it uses by checksum. */
export interface Generation {
  readonly format: typeof INDEX_FORMAT
  readonly analyzer: Versioned
  readonly engine: Versioned
  readonly catalogue: ObjectRef
  /** The search index: its main file, those opened whole, and those read in parts. */
  readonly search: {
    readonly main: ObjectRef
    readonly whole: readonly ObjectRef[]
    readonly parts: readonly ObjectRef[]
  }
  /** By full talk id. */
  readonly contents: Readonly<Record<string, ObjectRef>>
  readonly images: readonly ObjectRef[]
}

/** Every object a generation refers to. */
export function objectsOf(generation: Generation): ObjectRef[] {
  return [
    generation.catalogue,
    generation.search.main,
    ...generation.search.whole,
    ...generation.search.parts,
    ...Object.values(generation.contents),
    ...generation.images,
  ]
}

/** The same generation always gives the same bytes, whatever the order of its own keys. */
export function serialize({
  format,
  analyzer,
  engine,
  catalogue,
  search,
  contents,
  images,
}: Generation): string {
  const inOrder = { format, analyzer, engine, catalogue, search, contents, images }
  return `${JSON.stringify(inOrder, null, 1)}\n`
}

/**
 * @param file what the text is of, for people
 * @throws {IndexUnusable} when it is damaged, or of another version
 */
export function parseGeneration(text: string, file: string): Generation {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new IndexUnusable(`${file} is damaged`)
  }
  if (!isObject(value) || value['format'] !== INDEX_FORMAT)
    throw new IndexUnusable('it was made by another version of Lectern')
  if (!isGeneration(value)) throw new IndexUnusable(`${file} is damaged`)
  return value
}

/** By hand: there may be tens of thousands of references, which a schema would look at for several times as long. */
function isGeneration(value: Loose): value is Loose & Generation {
  const { analyzer, engine, catalogue, search, contents, images } = value
  return (
    [analyzer, engine].every(isVersioned) &&
    isRef(catalogue) &&
    isObject(search) &&
    isRef(search['main']) &&
    [search['whole'], search['parts'], images].every((list) => Array.isArray(list) && list.every(isRef)) &&
    isObject(contents) &&
    Object.values(contents).every(isRef)
  )
}

function isVersioned(value: unknown): value is Versioned {
  return isObject(value) && typeof value['name'] === 'string' && Number.isInteger(value['version'])
}

function isRef(value: unknown): value is ObjectRef {
  if (!isObject(value)) return false
  const { hash, bytes } = value
  return typeof hash === 'string' && HASH.test(hash) && Number.isSafeInteger(bytes) && Number(bytes) >= 0
}

type Loose = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
