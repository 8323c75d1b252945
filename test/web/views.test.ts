import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/packageRoot.js'
import { VIEW_OPTIONS } from '../../src/web/views.js'

const VIEWS = path.join(packageRoot, 'views')
const templates = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ejs'),
)

describe('templates', () => {
  it.each(templates)('%s hands on nothing that a partial would not find', (file) => {
    const text = readFileSync(path.join(VIEWS, file), 'utf8')
    const given = [...text.matchAll(/include\('[^']+', \{([^}]*)\}\)/g)].flatMap(([, names = '']) =>
      names.split(',').map((each) => each.split(':')[0]?.trim()),
    )
    for (const name of given) expect(VIEW_OPTIONS.destructuredLocals).toContain(name)
  })
})
