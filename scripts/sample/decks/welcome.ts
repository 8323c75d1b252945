import type { Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** Three fields that overlap in one problem. */
function fields(page: Page, theme: Theme): void {
  const names = [
    { name: 'Algorithms', body: 'what to recommend', x: 236, y: 112, tx: 232, ty: 176, tone: 'accent' },
    { name: 'Datasets', body: 'what to learn from', x: 424, y: 112, tx: 546, ty: 176, tone: 'second' },
    { name: 'Systems', body: 'what to run it on', x: 330, y: 226, tx: 389, ty: 384, tone: 'quiet' },
  ] as const
  for (const { x, y, tone } of names)
    page.ellipse({ x, y, w: 300, h: 252 }, { fill: tones(theme, tone).fill })
  for (const { x, y, tone } of names)
    page.ellipse({ x, y, w: 300, h: 252 }, { stroke: { color: tones(theme, tone).edge, width: 2.5 } })
  for (const { name, body, tx, ty, tone } of names) {
    const style = { face: 'bold', size: 25, color: tones(theme, tone).strong, align: 'center' } as const
    page.text(name, { x: tx, y: ty, w: 182 }, style)
    page.text(body, { x: tx, y: ty + 34, w: 182 }, { ...style, face: 'sans', size: 17, color: theme.ink })
  }
  page.text(
    'PeRSonAl',
    { x: 410, y: 258, w: 140 },
    { face: 'serifBold', size: 18, color: theme.ink, align: 'center' },
  )
  const aside = { face: 'sans', size: 18, color: theme.muted } as const
  page.text('Few groups work in more than one of these.', { x: 56, y: 388, w: 200 }, aside)
  page.text('The answers lie where all three meet.', { x: 706, y: 388, w: 198 }, aside)
}

function motif(page: Page, theme: Theme): void {
  const rays = [
    [690, 380, 210],
    [730, 300, 290],
    [770, 230, 360],
    [810, 180, 410],
    [850, 250, 340],
  ] as const
  for (const [x, y, h] of rays) page.rect({ x, y, w: 22, h }, { fill: '#3d3975' })
  for (const [x, y] of rays) page.ellipse({ x: x - 3, y: y - 40, w: 28, h: 28 }, { fill: theme.deepAccent })
}

export const welcome: DeckContent = {
  talk: 'welcome',
  title: 'Welcome to Inaugural PeRSonAl Tutorial!',
  subtitle: 'Personalized Recommendation Systems and Algorithms',
  speakers: 'Carole-Jean Wu and Udit Gupta',
  affiliation: 'Facebook AI Research and Harvard',
  theme: themes.dawn,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'statement',
      text: 'Much of what you see online was chosen for you, and a neural network did the choosing.',
    },
    {
      kind: 'bars',
      title: 'Recommendation takes most of the cycles',
      bars: [
        { label: 'Recommendation', value: 68, text: '68 %', tone: 'accent' },
        { label: 'Language', value: 13, text: '13 %' },
        { label: 'Vision', value: 11, text: '11 %' },
        { label: 'Everything else', value: 8, text: '8 %' },
      ],
      caption: 'Share of AI inference cycles in a data center by kind of model. Illustrative figures.',
    },
    {
      kind: 'groups',
      title: 'What runs and what is studied',
      series: [
        { name: 'cycles', tone: 'accent' },
        { name: 'papers', tone: 'second' },
      ],
      groups: [
        { label: 'Recommendation', values: [68, 3] },
        { label: 'Language', values: [13, 29] },
        { label: 'Vision', values: [11, 56] },
        { label: 'Everything else', values: [8, 12] },
      ],
      ticks: [0, 25, 50, 75],
      unit: 'Per cent of cycles and of architecture papers',
      caption: 'Illustrative figures: the work follows the images, the load does not.',
    },
    {
      kind: 'columns',
      title: 'From neighbours to networks',
      columns: [
        {
          head: 'Collaborative filtering',
          tone: 'second',
          items: [
            'People like you bought this',
            'One signal: who chose what',
            'One small matrix per product',
            'New items start cold',
          ],
        },
        {
          head: 'Deep recommendation',
          tone: 'accent',
          items: [
            'You, here, after these ten clicks',
            'Hundreds of signals, dense and sparse',
            'Embedding tables of many gigabytes',
            'Histories and interactions are learned',
          ],
        },
      ],
    },
    { kind: 'figure', title: 'Three fields, one problem', draw: fields },
    {
      kind: 'points',
      title: 'What PeRSonAl stands for',
      items: [
        {
          head: 'Efficient',
          body: 'Models that answer in time and do not waste the memory, power and machines they need',
        },
        {
          head: 'Responsible',
          body: 'Measures that look past the next click, and data that may be used',
          tone: 'second',
        },
        { head: 'Shared', body: 'Open models, open data sets and benchmarks that let others check a claim' },
      ],
    },
    {
      kind: 'table',
      title: 'The afternoon, New York time',
      widths: [12, 62, 26],
      head: ['Start', 'Talk', 'Speaker'],
      rows: [
        ['11:15', 'Recommendation Science in the Criteo AI Lab', 'David Rohde'],
        ['11:45', 'Memory Systems and Near-Memory Processing', 'Xuan (Silvia) Zhang'],
        ['12:15', 'Training Deep Learning Recommendation Models', 'Maxim Naumov'],
        ['12:45', 'Production-ready with Microsoft Recommenders', 'Andreas Argyriou'],
        ['1:15', 'At-scale Inference for Recommendation Systems', 'Udit Gupta'],
        ['1:45', 'Concluding Remarks', 'Wu and Gupta'],
      ],
      caption: 'Titles shortened. Fifteen minutes for opening and closing, thirty for every talk.',
    },
    {
      kind: 'closing',
      title: 'How to take part',
      items: [
        'Watch the recordings at your own pace',
        'Ask in the webinar or in the chat channel',
        'Look for your answer in the FAQ afterwards',
      ],
      last: 'Next: David Rohde on recommendation science',
    },
  ],
}
