import { area } from '../frame.js'
import { centred, type Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** Three ways to cut the same interactions into training and test sets. */
function splits(page: Page, theme: Theme): void {
  const ways = [
    {
      name: 'Random',
      body: 'Simple, but tests on the past',
      test: (i: number) => [2, 5, 11, 13, 19, 22].includes(i),
    },
    { name: 'Chronological', body: 'As in production: the future is unknown', test: (i: number) => i >= 18 },
    {
      name: 'Stratified',
      body: 'A share of every user, so nobody is missing',
      test: (i: number) => i % 4 === 3,
    },
  ]
  ways.forEach(({ name, body, test }, row) => {
    const y = area.y + 14 + row * 102
    page.text(name, { x: area.x, y, w: 250 }, { face: 'bold', size: 22, color: theme.ink })
    page.text(body, { x: area.x, y: y + 30, w: 250 }, { face: 'sans', size: 16, color: theme.muted })
    for (let i = 0; i < 24; i += 1)
      page.rect(
        { x: 326 + i * 24, y: y + 6, w: 20, h: 54 },
        { fill: test(i) ? theme.second : '#8cc4ab', radius: 2 },
      )
  })
  const key = { face: 'sans', size: 16, color: theme.muted } as const
  page.rect({ x: 326, y: 444, w: 16, h: 16 }, { fill: '#8cc4ab', radius: 2 })
  page.text('train', { x: 350, y: 441, w: 80 }, key)
  page.rect({ x: 426, y: 444, w: 16, h: 16 }, { fill: theme.second, radius: 2 })
  page.text('test', { x: 450, y: 441, w: 80 }, key)
  page.text('time', { x: 740, y: 441, w: 100 }, { ...key, align: 'right' })
  page.line({ x: 846, y: 452 }, { x: 900, y: 452 }, { color: theme.muted, width: 1.75, arrow: true })
}

/** Five tasks around one circle of work. */
function cycle(page: Page, theme: Theme): void {
  const tasks = [
    { name: 'Prepare', body: 'Load, clean and split the data' },
    { name: 'Model', body: 'Classical and deep algorithms' },
    { name: 'Evaluate', body: 'Offline metrics that fit the case' },
    { name: 'Optimise', body: 'Tune settings, select a model' },
    { name: 'Operate', body: 'Deploy, watch, train again' },
  ]
  tasks.forEach(({ name, body }, i) => {
    const box = { x: area.x + i * 172, y: 150, w: 160, h: 206 }
    const { fill, edge, strong } = tones(theme, i === 4 ? 'second' : 'accent')
    page.rect(box, { fill, radius: 8 })
    page.ellipse({ x: box.x + 16, y: 168, w: 46, h: 46 }, { fill: edge })
    centred(
      page,
      String(i + 1),
      { x: box.x + 16, y: 168, w: 46, h: 46 },
      { face: 'bold', size: 22, color: theme.paper },
    )
    page.text(name, { x: box.x + 16, y: 232, w: 140 }, { face: 'bold', size: 23, color: strong })
    page.text(body, { x: box.x + 16, y: 268, w: 132, h: 84 }, { face: 'sans', size: 17, color: theme.ink })
  })
  const [right, left] = [area.x + 4 * 172 + 80, area.x + 80]
  page.path(
    [
      { x: right, y: 362 },
      { x: right, y: 412 },
      { x: left, y: 412 },
    ],
    { stroke: { color: theme.muted, width: 2 } },
  )
  page.line({ x: left, y: 412 }, { x: left, y: 362 }, { color: theme.muted, width: 2, arrow: true })
  const style = { face: 'sans', size: 18, color: theme.muted, align: 'center' } as const
  page.text('what users do next becomes the data of the next round', { x: area.x, y: 420, w: area.w }, style)
}

function motif(page: Page, theme: Theme): void {
  const filled = new Set([1, 6, 8, 13, 15, 18, 24, 27, 30, 33])
  for (let i = 0; i < 36; i += 1) {
    const [column, row] = [i % 6, Math.floor(i / 6)]
    const fill = i === 15 ? theme.deepAccent : filled.has(i) ? '#3f9c77' : '#1b6e50'
    page.rect({ x: 672 + column * 40, y: 150 + row * 40, w: 32, h: 32 }, { fill, radius: 4 })
  }
}

export const recommenders: DeckContent = {
  talk: 'microsoft-recommenders',
  title: 'Building Production-ready Recommendation Systems at Scale with Microsoft Recommenders',
  speakers: 'Andreas Argyriou',
  affiliation: 'Microsoft',
  theme: themes.green,
  slides: [
    { kind: 'cover', motif },
    { kind: 'statement', text: 'Training a model is a small part of running a recommender.' },
    { kind: 'figure', title: 'Five tasks, one repository', draw: cycle },
    { kind: 'figure', title: 'Prepare: split as you will serve', draw: splits },
    {
      kind: 'table',
      title: 'Model: from similarity to attention',
      widths: [22, 34, 28, 16],
      head: ['Algorithm', 'Idea', 'Feeds on', 'Runs on'],
      rows: [
        ['SAR', 'similarity between items', 'interactions', 'CPU'],
        ['ALS', 'matrix factorization', 'interactions', 'Spark'],
        ['LightGBM', 'gradient-boosted trees', 'content features', 'CPU'],
        ['NCF', 'factors and an MLP', 'interactions', 'GPU'],
        ['xDeepFM', 'learned feature crosses', 'content features', 'GPU'],
        ['DKN', 'text and a knowledge graph', 'news and clicks', 'GPU'],
      ],
      caption: 'A selection. Each comes with a notebook that runs from end to end.',
    },
    {
      kind: 'columns',
      title: 'Evaluate: choose the metric first',
      columns: [
        { head: 'Rating', tone: 'quiet', items: ['RMSE and MAE', 'R squared', 'How close is the number?'] },
        {
          head: 'Ranking',
          tone: 'accent',
          items: ['Precision, recall at k', 'NDCG at k, MAP', 'Is the right item on top?'],
        },
        {
          head: 'Beyond accuracy',
          tone: 'second',
          items: ['Coverage, diversity', 'Novelty, serendipity', 'Is it worth showing?'],
        },
      ],
      caption: 'The offline metric is a proxy. Agree on what it stands for before anything is trained.',
    },
    {
      kind: 'diagram',
      title: 'Which algorithm? Ask about the data',
      nodes: [
        { id: 'q1', at: [304, 0, 240, 70], label: 'Content features?', body: 'text, price, category' },
        { id: 'q2', at: [80, 130, 240, 70], label: 'Many interactions?', body: 'per user and per item' },
        { id: 'q3', at: [528, 130, 240, 70], label: 'Mostly text?', body: 'articles, reviews' },
        { id: 'sar', at: [0, 266, 190, 68], label: 'SAR', body: 'a strong baseline', tone: 'accent' },
        { id: 'als', at: [219, 266, 190, 68], label: 'ALS or NCF', body: 'factors', tone: 'accent' },
        { id: 'gbm', at: [438, 266, 190, 68], label: 'LightGBM', body: 'or xDeepFM', tone: 'second' },
        { id: 'dkn', at: [658, 266, 190, 68], label: 'DKN', body: 'knowledge-aware', tone: 'second' },
      ],
      edges: [
        { from: 'q1', to: 'q2', label: 'no' },
        { from: 'q1', to: 'q3', label: 'yes' },
        { from: 'q2', to: 'sar', label: 'no' },
        { from: 'q2', to: 'als', label: 'yes' },
        { from: 'q3', to: 'gbm', label: 'no' },
        { from: 'q3', to: 'dkn', label: 'yes' },
      ],
      caption: 'A rule of thumb to start from, not a verdict: measure at least two.',
    },
    {
      kind: 'lines',
      title: 'Optimise: most of the gain comes early',
      series: [
        {
          name: 'Bayesian search',
          tone: 'accent',
          points: [0, 5, 10, 20, 30, 40].map((x, i) => ({ x, y: [20, 31, 36.5, 40, 41.4, 42][i] ?? 0 })),
        },
        {
          name: 'random search',
          tone: 'second',
          points: [0, 5, 10, 20, 30, 40].map((x, i) => ({ x, y: [20, 25, 28.5, 32, 34, 35][i] ?? 0 })),
        },
        {
          name: 'grid search',
          tone: 'quiet',
          points: [0, 5, 10, 20, 30, 40].map((x, i) => ({ x, y: [20, 21.5, 23, 26, 28, 29.5][i] ?? 0 })),
        },
      ],
      x: { name: 'Trials', ticks: [0, 10, 20, 30, 40] },
      y: { name: 'NDCG at 10, in per cent', ticks: [10, 20, 30, 40, 50] },
      caption: 'Illustrative curves for one model on one data set.',
    },
    {
      kind: 'diagram',
      title: 'Operate: batch where you can, live where you must',
      nodes: [
        { id: 'logs', at: [0, 20, 180, 84], label: 'Event log', body: 'clicks, purchases' },
        { id: 'train', at: [334, 20, 180, 84], label: 'Batch training', body: 'every night', tone: 'accent' },
        {
          id: 'store',
          at: [668, 20, 180, 84],
          label: 'Key-value store',
          body: 'top items per user',
          tone: 'accent',
        },
        { id: 'app', at: [0, 230, 180, 84], label: 'Application', body: 'asks for ten items' },
        {
          id: 'api',
          at: [334, 230, 180, 84],
          label: 'Scoring API',
          body: 'containers, scaled',
          tone: 'second',
        },
        {
          id: 'rules',
          at: [668, 230, 180, 84],
          label: 'Business rules',
          body: 'stock, age, region',
          tone: 'second',
        },
      ],
      edges: [
        { from: 'logs', to: 'train', label: 'data' },
        { from: 'train', to: 'store', label: 'results', tone: 'accent' },
        { from: 'app', to: 'api', label: 'request' },
        { from: 'api', to: 'rules', label: 'filter', tone: 'second' },
        { from: 'store', to: 'rules', tone: 'accent' },
        { from: 'app', to: 'logs', label: 'what happened next', dash: true },
      ],
    },
    {
      kind: 'numbers',
      title: 'A community around worked examples',
      numbers: [
        { value: '7,000', text: 'stars on GitHub for Microsoft/Recommenders at the time of the tutorial' },
      ],
    },
    {
      kind: 'points',
      title: 'Habits that carried over',
      numbered: true,
      items: [
        {
          head: 'Start with a baseline that ships',
          body: 'Most popular, or SAR: hard to beat and easy to explain',
        },
        { head: 'Keep notebooks and library apart', body: 'Notebooks teach, tested utilities do the work' },
        {
          head: 'Run every example every night',
          body: 'An example that no longer runs teaches the wrong thing',
        },
        { head: 'Measure in production', body: 'An A/B test decides; the offline metric only invites' },
      ],
    },
    {
      kind: 'closing',
      title: 'Where to begin',
      items: [
        'Pick the notebook nearest to your case',
        'Put in your data and the metric you agreed on',
        'Ship the baseline, then improve what you measure',
      ],
      last: 'Microsoft/Recommenders is open source.',
    },
  ],
}
