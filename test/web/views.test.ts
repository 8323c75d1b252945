import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/packageRoot.js'
import { VIEW_OPTIONS } from '../../src/web/views.js'

const VIEWS = path.join(packageRoot, 'views')
const templates = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ejs'),
)

describe('templates', () => {
  it.each(templates)('%s can be compiled, and hands on nothing that a partial would not find', (file) => {
    const filename = path.join(VIEWS, file)
    const text = readFileSync(filename, 'utf8')
    expect(() => ejs.compile(text, { ...VIEW_OPTIONS, filename })).not.toThrow()
    const given = [...text.matchAll(/include\('[^']+', \{([^}]*)\}\)/g)].flatMap(([, names = '']) =>
      names.split(',').map((each) => each.split(':')[0]?.trim()),
    )
    for (const name of given) expect(VIEW_OPTIONS.destructuredLocals).toContain(name)
  })
})
