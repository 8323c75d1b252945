import type { z } from 'zod'
import type { Catalogue } from '../../archive/catalogue.js'
import { CALLS, filledIn, type Call } from '../api/calls.js'
import { frameOf, type Frame, type Site } from './frame.js'

/** One call, with an example to follow. */
export interface CallRow {
  readonly id: string
  /** With parameters in braces, base path included. */
  readonly path: string
  readonly summary: string
  /** Null where the archive has nothing to show. */
  readonly example: string | null
  readonly parameters: readonly { readonly name: string; readonly text: string }[]
}

/** What programs can ask, for the people who write them. */
export interface ApiPage {
  readonly frame: Frame
  readonly documentUrl: string
  readonly calls: readonly CallRow[]
}

/** The calls of the API with examples of this archive. */
export function apiPage(site: Site, catalogue: Catalogue): ApiPage {
  const { addresses } = site
  return {
    frame: frameOf(site, {
      title: 'API',
      description: 'How programs read this archive.',
      path: addresses.apiGuide,
    }),
    documentUrl: addresses.api('openapi.json'),
    calls: CALLS.map((call) => {
      const values = call.example(catalogue)
      return {
        id: call.id,
        path: addresses.api(call.path.slice(1)),
        summary: call.summary,
        example: values && addresses.api(filledIn(call.path, values).slice(1)),
        parameters: parametersOf(call),
      }
    }),
  }
}

function parametersOf(call: Call): CallRow['parameters'] {
  const shape = { ...call.pathParameters?.shape, ...call.query?.shape }
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    text: ((schema as z.ZodType).meta()?.description ?? '').replaceAll('`', ''),
  }))
}
