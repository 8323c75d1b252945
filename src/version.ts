import { readFileSync } from 'node:fs'
import path from 'node:path'

import { packageRoot } from './packageRoot.js'

/** Lectern's version, from package.json. */
export const VERSION = (
  JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version
