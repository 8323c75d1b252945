import type { EngineKind } from './engine.js'
import { lecternEngine } from './lectern/lectern.js'
import { minisearchEngine } from './minisearch/minisearch.js'

/** Every engine, by the name that the settings use. */
export const ENGINES: Readonly<Record<string, EngineKind>> = {
  [lecternEngine.name]: lecternEngine,
  [minisearchEngine.name]: minisearchEngine,
}

/** What an ingest builds unless told otherwise. */
export const DEFAULT_ENGINE: EngineKind = lecternEngine
