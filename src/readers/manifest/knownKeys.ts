import { z } from 'zod'

import type { KeyPath } from './yamlDocument.js'

type JsonSchema = z.core.JSONSchema._JSONSchema

/** The keys that a schema knows at a path; for values with several forms, those of all of them. */
export function knownKeys(schema: z.ZodType, path: KeyPath): readonly string[] {
  let here: readonly JsonSchema[] = [z.toJSONSchema(schema, { target: 'draft-7', io: 'input' })]
  for (const step of path) here = here.flatMap(alternatives).flatMap((form) => child(form, step))
  return [...new Set(here.flatMap(alternatives).flatMap((form) => Object.keys(propertiesOf(form))))]
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  if (typeof schema === 'boolean') return []
  return schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema]
}

function child(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof schema === 'boolean') return []
  if (typeof step === 'number') return schema.items && !Array.isArray(schema.items) ? [schema.items] : []
  const property = propertiesOf(schema)[step]
  return property === undefined ? [] : [property]
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return typeof schema === 'boolean' ? {} : (schema.properties ?? {})
}
