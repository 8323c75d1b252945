import { decodeReferences } from '../characterReferences.js'

/** An object of a JSON or YAML file: nothing is known of its values. */
export type Fields = Readonly<Record<string, unknown>>

/** The value when it is an object. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** The value when it is a list. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined
}

/** The objects in a list; none when the value is no list. */
export function objectsIn(value: unknown): readonly Fields[] {
  return (listOf(value) ?? []).flatMap((item): Fields[] => {
    const fields = fieldsOf(item)
    return fields ? [fields] : []
  })
}

/** The first of the named fields that is text. */
export function textIn(fields: Fields | undefined, ...names: readonly string[]): string | undefined {
  const values = names.map((name) => fields?.[name])
  return values.find((value) => typeof value === 'string')
}

/**
 * The first of the named fields that is text, as somebody said it: many programs leave the character references of a web
 * page in it, and some write those twice (`&amp;#39;`), which nobody says.
 */
export function wordsIn(fields: Fields | undefined, ...names: readonly string[]): string | undefined {
  const text = textIn(fields, ...names)
  return text === undefined ? undefined : decodeReferences(decodeReferences(text))
}

/** The first of the named fields that is a number of milliseconds, as seconds, or text that is one; none when negative or endless. */
export function millisecondsIn(fields: Fields | undefined, ...names: readonly string[]): number | undefined {
  const value = names
    .map((name) => fields?.[name])
    .map(numberOf)
    .find((candidate) => candidate !== undefined)
  return value !== undefined && value >= 0 && value < 1e12 ? Math.round(value) / 1000 : undefined
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string') return /^\d{1,12}$/.test(value) ? Number(value) : undefined
  return typeof value === 'number' ? value : undefined
}
