import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'

import type { ProblemLog } from '../problemLog.js'

/** Where a value stands in the document: keys and indexes. */
export type KeyPath = readonly (string | number)[]

/** A YAML file whose values can be asked for their place, and taken out. */
export interface YamlDocument {
  /** Plain values; every scalar is text, as written. */
  toValue(): unknown
  has(path: KeyPath): boolean
  /** The text at a path; null where there is none. */
  textAt(path: KeyPath): string | null
  /** A place for people, `talks 2.start`: list entries are counted from 1, as in the file. */
  nameOf(path: KeyPath): string
  remove(path: KeyPath): void
  /** Sets a text; a key that is not there yet is added. */
  set(path: KeyPath, value: string): void
  /** The line and column of a value, or of the nearest thing around it that exists. */
  placeOf(path: KeyPath): { readonly line: number; readonly column: number }
  /** The same for a key. */
  placeOfKey(path: KeyPath, key: string): { readonly line: number; readonly column: number }
}

/** How often aliases may repeat what they stand for before the file is refused. */
const MAX_ALIASES = 100

/**
 * Parses YAML 1.2 with every scalar as text, so that `007`, `1.10` and `no` stay what the organizer wrote. Empty
 * values count as absent. Null, and problems, when the file has errors of syntax.
 */
export function openYaml(text: string, log: ProblemLog): YamlDocument | null {
  const lines = new LineCounter()
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  try {
    const document: Document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: lines,
      prettyErrors: false,
    })
    const faults = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY')
    // One fault of syntax makes others behind it: the first is the one to mend.
    const fault = faults[0]
    if (fault) {
      const hint = syntaxHint(fault.message)
      log.add('error', 'yaml-syntax', `this is not valid YAML: ${fault.message}`, {
        ...place(fault.pos[0]),
        hint,
      })
      return null
    }
    for (const { message, pos } of document.warnings)
      log.add('warning', 'yaml-warning', message, place(pos[0]))
    document.toJS({ maxAliasCount: MAX_ALIASES })
    expandAliases(document)
    settleDuplicates(document, (key, offset, merged) => {
      const message = merged
        ? `"${key}" is given twice; both lists were joined`
        : `"${key}" is given twice; the last one counts`
      log.add('error', 'yaml-duplicate-key', message, { ...place(offset), hint: 'remove one of them' })
    })
    dropEmpty(document)
    return over(document, place)
  } catch (error) {
    const isBomb = error instanceof ReferenceError
    log.add('error', isBomb ? 'yaml-alias-bomb' : 'yaml-syntax', 'this YAML cannot be read', {
      line: 1,
      column: 1,
      hint: isBomb ? 'aliases (*name) repeat too much; write the values out' : 'it is nested too deeply',
    })
    return null
  }
}

function over(document: Document, place: (offset: number) => { line: number; column: number }): YamlDocument {
  const numbers = entryNumbers(document)
  const pairAt = (path: KeyPath, key: string): Pair | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true)
    return isMap(node) ? node.items.find((pair) => keyText(pair) === key) : undefined
  }
  const placeOf = (path: KeyPath): { line: number; column: number } => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true)
    if (isNode(node) && node.range) return place(node.range[0])
    return path.length === 0 ? { line: 1, column: 1 } : placeOf(path.slice(0, -1))
  }
  return {
    toValue: () => document.toJS() as unknown,
    has: (path) => path.length === 0 || document.hasIn(path),
    textAt: (path) => {
      const value: unknown = document.getIn(path)
      return typeof value === 'string' ? value : null
    },
    nameOf: (path) => {
      const steps = path.map((step, i) => {
        if (typeof step === 'string') return `.${step}`
        const node = document.getIn(path.slice(0, i + 1), true)
        return ` ${(isNode(node) ? numbers.get(node) : undefined) ?? step + 1}`
      })
      return steps.join('').replace(/^\./, '')
    },
    remove: (path) => void document.deleteIn(path),
    set: (path, value) => {
      const node = document.getIn(path, true)
      if (isScalar(node)) node.value = value
      else document.setIn(path, value)
    },
    placeOf,
    placeOfKey: (path, key) => {
      const node = pairAt(path, key)?.key
      return isNode(node) && node.range ? place(node.range[0]) : placeOf(path)
    },
  }
}

/** Aliases as copies of what they stand for, so that each place can be changed alone. */
function expandAliases(document: Document): void {
  visit(document, {
    Alias: (_, alias) => alias.resolve(document)?.clone() as Node | undefined,
  })
}

function settleDuplicates(
  document: Document,
  report: (key: string, offset: number, merged: boolean) => void,
): void {
  visit(document, {
    Map: (_, map) => {
      const kept = new Map<string, Pair>()
      for (const pair of [...map.items]) {
        const key = keyText(pair)
        const earlier = kept.get(key)
        if (earlier) {
          const merged = isSeq(earlier.value) && isSeq(pair.value)
          if (isSeq(earlier.value) && isSeq(pair.value)) pair.value.items.unshift(...earlier.value.items)
          removePair(map, earlier)
          report(key, isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0, merged)
        }
        kept.set(key, pair)
      }
    },
  })
}

/** The 1-based number that each list entry has in the file. */
function entryNumbers(document: Document): WeakMap<Node, number> {
  const numbers = new WeakMap<Node, number>()
  visit(document, {
    Seq: (_, list) => {
      list.items.forEach((item, i) => {
        if (isNode(item)) numbers.set(item, i + 1)
      })
    },
  })
  return numbers
}

/** Keys and list items without a value, as templates leave them, are as if they were not there. */
function dropEmpty(document: Document): void {
  visit(document, {
    Pair: (_, pair) => (isEmpty(pair.value) ? visit.REMOVE : undefined),
    Scalar: (key, node) => (typeof key === 'number' && isEmpty(node) ? visit.REMOVE : undefined),
  })
}

function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true
  if (!isScalar(node) || isAlias(node)) return false
  const text = typeof node.value === 'string' ? node.value : ''
  return text.trim() === '' || (node.type === 'PLAIN' && /^(~|null|Null|NULL)$/.test(text))
}

function removePair(map: YAMLMap, pair: Pair): void {
  map.items.splice(map.items.indexOf(pair), 1)
}

function keyText(pair: unknown): string {
  if (!isPair(pair)) return ''
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}

function syntaxHint(message: string): string {
  if (/tab/i.test(message)) return 'indent with spaces'
  if (message.includes('call stack')) return 'it is nested too deeply'
  if (/nested mappings|implicit/i.test(message)) return 'put text that holds ": " into quotes'
  return 'check the indentation and the quotes here'
}
