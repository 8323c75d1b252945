import type { EngineName } from '../settings.js'
import type { EngineKind } from './engine.js'
import { lecternEngine } from './lectern/lectern.js'
import { minisearchEngine } from './minisearch/minisearch.js'

/** Every engine, by the name that the settings use. */
export const ENGINES: Readonly<Record<EngineName, EngineKind>> = {
  lectern: lecternEngine,
  minisearch: minisearchEngine,
}

/** An engine by the name that an index gives; undefined for one of another version of Lectern. */
export function engineNamed(name: string): EngineKind | undefined {
  return Object.values(ENGINES).find((kind) => kind.name === name)
}

/** What an ingest builds unless told otherwise. */
export const DEFAULT_ENGINE: EngineKind = lecternEngine
