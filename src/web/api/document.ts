import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponseObject } from 'zod-openapi'
import type { z } from 'zod'
import type { Catalogue } from '../../archive/catalogue.js'
import { CALLS, type Call, type ExampleValues } from './calls.js'
import { errorSchema } from './error.js'

/** What the document is made from. */
export interface DocumentOptions {
  readonly catalogue: Catalogue
  /** The path of the API on this site, base path included. */
  readonly root: string
  readonly version: string
}

/**
 * The API as an OpenAPI 3.1 document, from the schemas that its answers are tested against. The parameters' examples
 * are of the archive being served, so that each can be tried.
 */
export function openApiDocument({ catalogue, root, version }: DocumentOptions): object {
  const { title, license } = catalogue.archive
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: `${title}: API`,
        version,
        description:
          'Everything that the pages show, as JSON. Version 1 only ever gains fields: ignore those you do not know. ' +
          'Addresses are paths on this site. Times are seconds into the recording.',
        ...(license !== undefined && { license: { name: license } }),
      },
      servers: [{ url: root }],
      paths: Object.fromEntries(CALLS.map((call) => [call.path, pathOf(call, call.example(catalogue))])),
    },
    {
      // What is not named may still come one day: a client must not refuse it.
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
      },
    },
  )
}

function pathOf(call: Call, example: ExampleValues | null): ZodOpenApiPathsObject[string] {
  const { id, summary, pathParameters, query, answer } = call
  return {
    get: {
      operationId: id,
      summary,
      requestParams: {
        ...(pathParameters && { path: withExamples(pathParameters, example) }),
        ...(query && { query: withExamples(query, example) }),
      },
      responses: {
        '200': { description: 'The answer', content: { 'application/json': { schema: answer } } },
        ...(pathParameters && { '404': failure('There is no such thing, or it is not published') }),
        '503': failure('The archive is being read for the first time'),
      },
    },
  }
}

function failure(description: string): ZodOpenApiResponseObject {
  return { description, content: { 'application/json': { schema: errorSchema } } }
}

/** The parameters, each with its value in the example. */
function withExamples(parameters: z.ZodObject, example: ExampleValues | null): z.ZodObject {
  const shape = Object.entries(parameters.shape).map(([name, schema]) => {
    const value = example?.[name]
    if (value === undefined) return [name, schema] as const
    const known = (schema as z.ZodType).meta() ?? {}
    const isNumber = name === 'limit' || name === 'offset'
    return [
      name,
      (schema as z.ZodType).meta({ ...known, examples: [isNumber ? Number(value) : value] }),
    ] as const
  })
  return parameters.extend(Object.fromEntries(shape))
}
