import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { manifestSchemas } from '../src/readers/manifest/jsonSchemas.js'

/** Writes the JSON Schemas that editors check manifests with; run after a change of the manifest's keys. */
const folder = process.argv[2] ?? path.join('docs', 'schema')
await mkdir(folder, { recursive: true })
for (const [name, text] of Object.entries(manifestSchemas())) await writeFile(path.join(folder, name), text)
