import { z } from 'zod'

import { archiveManifestSchema, eventManifestSchema } from './schema.js'

/** The JSON Schemas (draft 7, which editors know) of the manifests, by file name, as text. */
export function manifestSchemas(): Readonly<Record<string, string>> {
  return {
    'event.schema.json': schemaText(eventManifestSchema),
    'archive.schema.json': schemaText(archiveManifestSchema),
  }
}

function schemaText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`
}
