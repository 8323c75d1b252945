import { XMLParser } from 'fast-xml-parser'

import { decodeReferences } from '../characterReferences.js'
import { decodeText } from '../decodeText.js'

/** An element. Prefixes of names are left out: in Office files they tell nothing that the names do not. */
export interface XmlElement {
  readonly name: string
  /** By their names as written, with prefixes: `r:id` and `id` differ. */
  readonly attributes: ReadonlyMap<string, string>
  /** Elements and texts in their order. */
  readonly children: readonly (XmlElement | string)[]
}

/** Raised for XML that is not read: broken, too deep, or with a document type declaration. */
export class UnreadableXml extends Error {}

const TEXT = '#text'
const ATTRIBUTES = ':@'
/** Deeper files are made to break readers; real slides stay below 40. */
const MAX_DEPTH = 200

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Only characters and XML's five names are references here; nothing is defined by the file itself.
  processEntities: false,
  maxNestedTags: MAX_DEPTH,
})

/**
 * The root element of an XML file.
 * @throws {UnreadableXml}
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const { text } = decodeText(bytes)
  if (/<!DOCTYPE/i.test(text)) throw new UnreadableXml('it declares a document type, which is not read')
  const [root] = elementsOf(parsed(text))
  if (!root || typeof root === 'string') throw new UnreadableXml('there is no XML in it')
  return root
}

function parsed(text: string): unknown {
  try {
    return parser.parse(text)
  } catch (error) {
    throw new UnreadableXml(error instanceof Error ? error.message : String(error))
  }
}

/** From the parser's form: `[{name: [...], ':@': {...}}, {'#text': '…'}]`. */
function elementsOf(list: unknown): (XmlElement | string)[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: Readonly<Record<string, unknown>>): (XmlElement | string)[] => {
    const tag = Object.keys(item).find((key) => key !== ATTRIBUTES)
    if (tag === undefined) return []
    if (tag === TEXT) return [decodeReferences(String(item[TEXT]))]
    const attributes = Object.entries(item[ATTRIBUTES] ?? {}).map(
      ([name, value]) => [name, decodeReferences(String(value))] as const,
    )
    return [
      {
        name: tag.slice(tag.indexOf(':') + 1),
        attributes: new Map(attributes),
        children: elementsOf(item[tag]),
      },
    ]
  })
}

/** The elements directly inside, all or those of some names. */
export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  )
}

/** The element at the end of a path of names from here, the first at each step. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element)
}

/** Every element of a name below, in order; none inside another of them. */
export function allBelow(element: XmlElement | undefined, name: string): XmlElement[] {
  return childrenOf(element).flatMap((child) => (child.name === name ? [child] : allBelow(child, name)))
}

/** All text inside, as it stands. */
export function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
}
