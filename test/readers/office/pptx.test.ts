import { describe, expect, it } from 'vitest'

import { readPptx } from '../../../src/readers/office/readPptx.js'
import { bytes, codesOf, valueOf } from '../reading.js'
import { archive, body, pptx, pptxParts, shape } from './officeFixtures.js'

const PATH = 'event/talk/slides.pptx'
const read = (content: Uint8Array) => readPptx(content, PATH)
const slidesOf = (content: Uint8Array) => valueOf(read(content)).slides
const textOf = (shapes: string, more = {}) => slidesOf(pptx([{ shapes }], more))[0]?.text.split('\n')

describe('a PowerPoint file', () => {
  it('has its slides in the order of the presentation, with titles and notes', () => {
    const reading = read(
      pptx([
        { shapes: shape('Hibernating sensors', 'type="ctrTitle"') + shape('A. Speaker', 'type="subTitle"') },
        {
          shapes: shape('Second by number') + shape('Duty cycles', 'type="title"'),
          notes: 'Breathe.\nSlowly.',
        },
      ]),
    )
    expect(reading).toEqual({
      value: {
        pages: 2,
        slides: [
          { page: 1, title: 'Hibernating sensors', text: 'Hibernating sensors\nA. Speaker' },
          {
            page: 2,
            title: 'Duty cycles',
            text: 'Duty cycles\nSecond by number',
            notes: 'Breathe.\nSlowly.',
          },
        ],
      },
      problems: [],
    })
  })

  it('leaves out what repeats on every slide', () => {
    const repeated = ['dt', 'ftr', 'sldNum']
      .map((type) => shape('Harbour University', `type="${type}"`))
      .join('')
    const number = '<p:sp><p:txBody><a:p><a:fld type="slidenum"><a:t>7</a:t></a:fld></a:p></p:txBody></p:sp>'
    expect(textOf(repeated + shape('Kept') + number)).toEqual(['Kept'])
  })

  it('marks slides that are not shown', () => {
    const slides = slidesOf(pptx([{ shapes: shape('Shown') }, { shapes: shape('Spare'), isHidden: true }]))
    expect(slides.map(({ page, hidden }) => [page, hidden])).toEqual([
      [1, undefined],
      [2, true],
    ])
  })

  it('keeps links to the web, and only those', () => {
    const relationships = [
      ['rId1', 'hyperlink', 'https://example.org/a?b=1&amp;c=2', 'External'],
      ['rId2', 'hyperlink', 'mailto:a@example.org', 'External'],
      ['rId3', 'hyperlink', 'javascript:alert(1)', 'External'],
      ['rId4', 'hyperlink', 'file:///etc/passwd', 'External'],
      ['rId5', 'hyperlink', ' https://example.org/a?b=1&amp;c=2', 'External'],
      ['rId6', 'slide', 'slide1.xml'],
    ] as const
    const [slide] = slidesOf(pptx([{ shapes: shape('Links'), relationships }]))
    expect(slide?.links).toEqual(['https://example.org/a?b=1&c=2', 'mailto:a@example.org'])
  })

  it.each([
    [
      'runs make words',
      '<p:sp><p:txBody><a:p><a:r><a:t>Spa</a:t></a:r><a:r><a:t>ced out</a:t></a:r></a:p></p:txBody></p:sp>',
      ['Spaced out'],
    ],
    [
      'breaks make lines',
      '<p:sp><p:txBody><a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p></p:txBody></p:sp>',
      ['one', 'two'],
    ],
    ['references are decoded once', shape('a &amp;lt; b &#233; &#x4e2d;'), ['a &lt; b é 中']],
    [
      'groups are opened',
      `<p:grpSp><p:grpSpPr/>${shape('in')}<p:grpSp>${shape('deep')}</p:grpSp></p:grpSp>`,
      ['in', 'deep'],
    ],
    [
      'a table has a line a row',
      `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc>${body('radio', 'a')}</a:tc><a:tc>${body('3 mJ', 'a')}</a:tc></a:tr><a:tr><a:tc>${body('sleep', 'a')}</a:tc><a:tc>${body('', 'a')}</a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
      ['radio | 3 mJ', 'sleep'],
    ],
    [
      'the newer of two forms counts',
      `<mc:AlternateContent><mc:Choice>${shape('formula')}</mc:Choice><mc:Fallback>${shape('picture')}</mc:Fallback></mc:AlternateContent>`,
      ['formula'],
    ],
    [
      'formulas have their letters',
      '<p:sp><p:txBody><a:p><a:r><a:t>so </a:t></a:r><mc:AlternateContent><mc:Choice><a14:m><m:oMath><m:r><m:t>E</m:t></m:r><m:r><m:t>=mc</m:t></m:r></m:oMath></a14:m></mc:Choice></mc:AlternateContent></a:p></p:txBody></p:sp>',
      ['so E =mc'],
    ],
  ])('%s', (_, shapes, lines) => {
    expect(textOf(shapes)).toEqual(lines)
  })

  it('has the words of diagrams and charts', () => {
    const frame = (inside: string): string =>
      `<p:graphicFrame><a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></p:graphicFrame>`
    const content = pptx(
      [
        {
          shapes: frame('<dgm:relIds r:dm="rId1"/>') + frame('<c:chart r:id="rId2"/>'),
          relationships: [
            ['rId1', 'diagramData', '../diagrams/data1.xml'],
            ['rId2', 'chart', '/ppt/charts/chart1.xml'],
          ],
        },
      ],
      {
        'ppt/diagrams/data1.xml': `<dgm:dataModel><dgm:ptLst><dgm:pt type="doc"><dgm:t/></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>wake</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt type="pres"/><dgm:pt><dgm:t><a:p><a:r><a:t>listen</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
        'ppt/charts/chart1.xml': `<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Energy</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:tx><c:strRef><c:v>radio</c:v></c:strRef></c:tx><c:cat><c:v>Monday</c:v></c:cat><c:val><c:v>3.5</c:v></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>`,
      },
    )
    expect(slidesOf(content)[0]?.text.split('\n')).toEqual(['wake', 'listen', 'Energy', 'radio', 'Monday'])
  })

  it('guesses a title from size where no shape is made to be one', () => {
    const sized = (text: string, size: number, y: number): string =>
      `<p:sp><p:spPr><a:xfrm><a:off x="0" y="${y}"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:rPr sz="${size}"/><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
    const shapes =
      sized('What a radio does while nobody talks to it', 1800, 3_000_000) + sized('Sleeping', 4000, 300_000)
    expect(slidesOf(pptx([{ shapes }]))[0]?.title).toBe('Sleeping')
  })
})

describe('a PowerPoint file that is not as it should be is named', () => {
  const good = pptxParts([{ shapes: shape('First') }, { shapes: shape('Second') }])
  const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)

  it.each([
    ['empty', bytes(''), 'file-empty'],
    ['a web page', bytes('<!doctype html><title>Sign in</title>'), 'file-is-something-else'],
    ['a Git LFS pointer', bytes('version https://git-lfs.github.com/spec/v1\n'), 'file-is-something-else'],
    ['a PDF', bytes('%PDF-1.7\n'), 'file-is-something-else'],
    ['noise', bytes('just some words'), 'file-is-something-else'],
    ['an old Office file', compound, 'file-is-something-else'],
    [
      'with a password',
      new Uint8Array([...compound, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'office-encrypted',
    ],
    ['another archive', archive({ 'readme.txt': 'hello' }), 'file-is-something-else'],
    [
      'a text document',
      archive({
        '_rels/.rels': good['_rels/.rels']?.replace('ppt/presentation', 'word/document') ?? '',
        'word/document.xml': '<w:document xmlns:w="w"/>',
      }),
      'file-is-something-else',
    ],
    ['the head of an archive', bytes('PK\u0003\u0004......'), 'zip-corrupt'],
  ])('%s', (_, content, code) => {
    const reading = read(content)
    expect(reading.value).toBeNull()
    expect(reading.problems).toMatchObject([{ severity: 'error', code, path: PATH }])
    expect(reading.problems[0]?.hint).toBeTruthy()
  })

  it.each([
    ['missing', undefined],
    ['broken', '<p:sld'],
    ['defining its own references', '<!DOCTYPE p:sld [<!ENTITY x "y">]><p:sld>&x;</p:sld>'],
    ['nested without end', '<a>'.repeat(5000)],
    ['with names that could harm', '<p:sld><__proto__><constructor/></__proto__></p:sld>'],
  ])('one slide %s, the other kept', (_, broken) => {
    const { 'ppt/slides/slide2.xml': __, ...parts } = good
    const reading = read(
      archive({ ...parts, ...(broken !== undefined && { 'ppt/slides/slide2.xml': broken }) }),
    )
    expect(valueOf(reading).slides.filter(({ text }) => text !== '')).toMatchObject([
      { page: 2, text: 'Second' },
    ])
    expect(reading.problems).not.toEqual([])
  })

  it('cut off, with the slides that can still be read', () => {
    const whole = archive({ ...good, 'ppt/media/film.mp4': new Uint8Array(5000) })
    const reading = read(whole.subarray(0, whole.length - 400))
    expect(valueOf(reading).slides.map(({ text }) => text)).toEqual(['First', 'Second'])
    expect(codesOf(reading)).toEqual(['zip-truncated'])
  })

  it('slides that are pictures only', () => {
    const reading = read(pptx([{ shapes: '<p:pic/>' }]))
    expect(codesOf(reading)).toEqual(['pptx-no-text'])
  })
})
