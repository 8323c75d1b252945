import type { EngineKind } from './engine.js'
import { minisearchEngine } from './minisearch.js'

/** Every engine, by the name that the settings use. */
export const ENGINES: Readonly<Record<string, EngineKind>> = {
  [minisearchEngine.name]: minisearchEngine,
}

/** What an ingest builds unless told otherwise. */
export const DEFAULT_ENGINE: EngineKind = minisearchEngine
