import { describe, expect, it } from 'vitest'

import { readOdp } from '../../../src/readers/office/readOdp.js'
import { bytes, codesOf, valueOf } from '../reading.js'
import { archive, odp } from './officeFixtures.js'

const PATH = 'event/talk/slides.odp'
const frame = (text: string, attributes = ''): string =>
  `<draw:frame ${attributes}><draw:text-box>${text}</draw:text-box></draw:frame>`
const page = (inside: string, style = 'dp1'): string =>
  `<draw:page draw:style-name="${style}">${inside}</draw:page>`

describe('an OpenDocument presentation', () => {
  it('has its pages, titles, notes and links', () => {
    const reading = readOdp(
      odp(
        page(
          frame(
            '<text:list><text:list-item><text:p>One wake-up <text:span>costs</text:span><text:s/>3 mJ</text:p></text:list-item></text:list>',
          ) +
            frame('<text:p>Duty<text:line-break/>cycles</text:p>', 'presentation:class="title"') +
            frame(
              '<text:p><text:a xlink:href="https://example.org/">more</text:a> <text:a xlink:href="javascript:x">less</text:a></text:p>',
            ) +
            frame('<text:p>Harbour University</text:p>', 'presentation:class="footer"') +
            frame('<text:p>Click to add</text:p>', 'presentation:placeholder="true"') +
            `<presentation:notes>${frame('<text:p>Breathe.</text:p>', 'presentation:class="notes"')}</presentation:notes>`,
        ),
      ),
      PATH,
    )
    expect(reading).toEqual({
      value: {
        pages: 1,
        slides: [
          {
            page: 1,
            title: 'Duty cycles',
            text: 'Duty\ncycles\nOne wake-up costs 3 mJ\nmore less',
            notes: 'Breathe.',
            links: ['https://example.org/'],
          },
        ],
      },
      problems: [],
    })
  })

  it('opens groups, shapes and tables, and marks hidden pages', () => {
    const hidden =
      '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    const table =
      '<draw:frame><table:table><table:table-row><table:table-cell><text:p>radio</text:p></table:table-cell><table:table-cell><text:p>3 mJ</text:p></table:table-cell></table:table-row></table:table></draw:frame>'
    const content = odp(
      page(`<draw:g><draw:custom-shape><text:p>in a shape</text:p></draw:custom-shape></draw:g>${table}`) +
        page(frame('<text:p>spare</text:p>'), 'dp2'),
      hidden,
    )
    expect(valueOf(readOdp(content, PATH)).slides).toMatchObject([
      { page: 1, text: 'in a shape\nradio | 3 mJ' },
      { page: 2, text: 'spare', hidden: true },
    ])
  })

  it.each([
    ['empty', bytes(''), 'file-empty'],
    ['another archive', archive({ 'readme.txt': 'hello' }), 'file-is-something-else'],
    [
      'with a password',
      archive({
        'META-INF/manifest.xml': '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
        'content.xml': 'x',
      }),
      'office-encrypted',
    ],
    ['pictures only', odp(page('<draw:frame><draw:image/></draw:frame>')), 'odp-no-text'],
  ])('%s is named', (_, content, code) => {
    expect(codesOf(readOdp(content, PATH))).toEqual([code])
  })
})
