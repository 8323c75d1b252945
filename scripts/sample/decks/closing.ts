import { area } from '../frame.js'
import { centred, type Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** A loop of three, each with what it hands on. */
function loop(page: Page, theme: Theme): void {
  const stops = [
    { name: 'Algorithms', body: 'decide what to compute', x: 365, y: 136, tone: 'accent' },
    { name: 'Systems', body: 'decide what is affordable', x: 640, y: 348, tone: 'second' },
    { name: 'Data', body: 'decides what can be learned', x: 90, y: 348, tone: 'quiet' },
  ] as const
  page.line({ x: 560, y: 226 }, { x: 702, y: 342 }, { color: theme.muted, width: 2.5, arrow: true })
  page.line({ x: 636, y: 390 }, { x: 326, y: 390 }, { color: theme.muted, width: 2.5, arrow: true })
  page.line({ x: 258, y: 342 }, { x: 400, y: 226 }, { color: theme.muted, width: 2.5, arrow: true })
  for (const { name, body, x, y, tone } of stops) {
    const { fill, edge, strong } = tones(theme, tone)
    page.rect({ x, y, w: 230, h: 86 }, { fill, stroke: { color: edge, width: 2 }, radius: 8 })
    page.text(name, { x, y: y + 14, w: 230 }, { face: 'bold', size: 22, color: strong, align: 'center' })
    page.text(body, { x, y: y + 46, w: 230 }, { face: 'sans', size: 16, color: theme.ink, align: 'center' })
  }
  const label = { face: 'medium', size: 17, color: theme.muted } as const
  page.text('tables, lookups, deadlines', { x: 648, y: 262, w: 230 }, label)
  page.text('logs, simulators, benchmarks', { x: 330, y: 400, w: 300 }, { ...label, align: 'center' })
  page.text('signals, labels, priors', { x: 100, y: 262, w: 210 }, { ...label, align: 'right' })
}

/** The names of the day. */
function thanks(page: Page, theme: Theme): void {
  const names = [
    'Carole-Jean Wu',
    'Udit Gupta',
    'David Rohde',
    'Xuan (Silvia) Zhang',
    'Maxim Naumov',
    'Andreas Argyriou',
  ]
  const places = [
    'Facebook AI Research',
    'Harvard University',
    'Criteo',
    'Washington University',
    'Facebook',
    'Microsoft',
  ]
  names.forEach((name, i) => {
    const box = { x: area.x + (i % 2) * 436, y: area.y + 8 + Math.floor(i / 2) * 98, w: 412, h: 80 }
    const disc = { x: box.x, y: box.y + 8, w: 60, h: 60 }
    const tone = tones(theme, i % 2 === 0 ? 'accent' : 'second')
    const initials = name
      .replace(/\(.*?\) /, '')
      .split(' ')
      .map((part) => part.charAt(0))
      .join('')
    page.ellipse(disc, { fill: tone.edge })
    centred(page, initials, disc, { face: 'bold', size: 21, color: theme.paper })
    page.text(name, { x: box.x + 80, y: box.y + 8, w: 320 }, { face: 'bold', size: 23, color: theme.ink })
    page.text(
      places[i] ?? '',
      { x: box.x + 80, y: box.y + 40, w: 320 },
      { face: 'sans', size: 18, color: theme.muted },
    )
  })
  const style = { face: 'sans', size: 20, color: theme.ink } as const
  page.text('And everybody who listened, asked and answered.', { x: area.x, y: 436, w: area.w }, style)
}

function motif(page: Page, theme: Theme): void {
  for (let ring = 5; ring >= 1; ring -= 1) {
    const size = ring * 62
    const fill = ['', theme.deepAccent, '#9a5fb3', '#834a9c', '#6d3885', '#5a2a70'][ring] ?? theme.deep
    page.ellipse({ x: 780 - size / 2, y: 280 - size / 2, w: size, h: size }, { fill })
  }
}

export const closing: DeckContent = {
  talk: 'concluding-remarks',
  title: 'Concluding Remarks',
  subtitle: 'What we heard, where to find it, and what comes next',
  speakers: 'Carole-Jean Wu and Udit Gupta',
  affiliation: 'Facebook AI Research and Harvard',
  theme: themes.plum,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'table',
      title: 'Five talks, five ideas',
      widths: [28, 72],
      head: ['Speaker', 'The idea to keep'],
      rows: [
        ['David Rohde', 'A recommendation is an action: learn what it changes'],
        ['Xuan (Silvia) Zhang', 'Sum the rows beside the memory that holds them'],
        ['Maxim Naumov', 'Split the tables, copy the networks, mind the fabric'],
        ['Andreas Argyriou', 'Modelling is one of five tasks, and not the longest'],
        ['Udit Gupta', 'Throughput counts only within a latency bound'],
      ],
    },
    { kind: 'figure', title: 'One subject after all', draw: loop },
    {
      kind: 'table',
      title: 'Open material to start from',
      widths: [32, 18, 50],
      head: ['Name', 'Kind', 'Good for'],
      rows: [
        ['DLRM', 'model', 'training and inference studies in PyTorch'],
        ['Microsoft/Recommenders', 'examples', 'a first system from end to end'],
        ['RecoGym', 'simulator', 'policies without an A/B test'],
        ['MLPerf', 'benchmark', 'comparisons that others accept'],
        ['DeepRecSys', 'infrastructure', 'serving under a latency target'],
      ],
      caption: 'The tutorial’s own list carried the addresses; this stand-in names the projects only.',
    },
    {
      kind: 'points',
      title: 'Questions that stay open',
      items: [
        { head: 'Which algorithm?', body: 'The answer still depends on the data, the goal and the budget' },
        {
          head: 'Which data?',
          body: 'Public sets are small and old beside what runs in production',
          tone: 'second',
        },
        { head: 'Which machine?', body: 'Memory first, and a fabric for all-to-all' },
        {
          head: 'For whom?',
          body: 'A recommender that only raises clicks is not yet a good one',
          tone: 'second',
        },
      ],
    },
    {
      kind: 'columns',
      title: 'What you can do tomorrow',
      columns: [
        {
          head: 'In research',
          tone: 'accent',
          items: [
            'Report p95 latency, not the mean',
            'Use a production-like model',
            'Publish traces where you may',
          ],
        },
        {
          head: 'In practice',
          tone: 'second',
          items: ['Share a model’s shape at least', 'Join a benchmark board', 'Write down what did not work'],
        },
      ],
    },
    { kind: 'figure', title: 'Thank you', draw: thanks },
    {
      kind: 'closing',
      title: 'See you at ISCA 2020',
      items: [
        'PeRSonAl goes on, with a second edition',
        'Bring a question that crosses two fields',
        'Bring a colleague from the other field',
      ],
      last: 'The recordings and this list stay with the tutorial.',
    },
  ],
}
