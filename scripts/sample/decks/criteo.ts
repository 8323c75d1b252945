import { area } from '../frame.js'
import { centred, type Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** Fifty milliseconds as one bar, cut into stages. */
function budget(page: Page, theme: Theme): void {
  const stages = [
    { name: 'Receive', ms: 5, body: 'Who is asking?', tone: 'quiet' },
    { name: 'Retrieve', ms: 12, body: 'A billion items down to some hundreds', tone: 'second' },
    { name: 'Rank', ms: 18, body: 'Score the survivors with the model', tone: 'accent' },
    { name: 'Compose', ms: 9, body: 'Choose layout and render the banner', tone: 'second' },
    { name: 'Reserve', ms: 6, body: 'Left for a slow network', tone: 'quiet' },
  ] as const
  const scale = area.w / 50
  let from = 0
  for (const { name, ms, body, tone } of stages) {
    const x = area.x + from * scale
    const { fill, edge, strong } = tones(theme, tone)
    page.rect({ x, y: 210, w: ms * scale - 3, h: 84 }, { fill, radius: 4 })
    page.rect({ x, y: 210, w: ms * scale - 3, h: 6 }, { fill: edge })
    centred(page, name, { x, y: 214, w: ms * scale - 3, h: 80 }, { face: 'bold', size: 18, color: strong })
    page.text(`${ms} ms`, { x, y: 178, w: ms * scale }, { face: 'medium', size: 17, color: theme.muted })
    const style = { face: 'sans', size: 16, color: theme.ink } as const
    page.text(body, { x, y: 308, w: Math.max(84, ms * scale - 14) }, style)
    from += ms
  }
}

/** Estimates with intervals: the highest point is not the highest lower end. */
function pessimism(page: Page, theme: Theme): void {
  const policies = [
    { name: 'A', low: 3.2, mid: 4.1, high: 5.0 },
    { name: 'B', low: 3.9, mid: 4.4, high: 4.9 },
    { name: 'C', low: 1.6, mid: 5.6, high: 9.4 },
    { name: 'D', low: 2.6, mid: 3.6, high: 4.6 },
  ]
  const y = (value: number) => 450 - value * 30
  for (const tick of [0, 2, 4, 6, 8]) {
    page.line(
      { x: 116, y: y(tick) },
      { x: 620, y: y(tick) },
      { color: tick === 0 ? theme.muted : theme.hair },
    )
    page.text(
      String(tick),
      { x: 66, y: y(tick) - 10, w: 38 },
      { face: 'sans', size: 15, color: theme.muted, align: 'right' },
    )
  }
  policies.forEach(({ name, low, mid, high }, i) => {
    const x = 180 + i * 125
    const tone = name === 'B' ? 'accent' : name === 'C' ? 'second' : 'quiet'
    const color = tone === 'quiet' ? theme.muted : tones(theme, tone).strong
    page.line({ x, y: y(low) }, { x, y: y(high) }, { color, width: 4 })
    for (const end of [low, high])
      page.line({ x: x - 14, y: y(end) }, { x: x + 14, y: y(end) }, { color, width: 4 })
    page.ellipse(
      { x: x - 8, y: y(mid) - 8, w: 16, h: 16 },
      { fill: theme.paper, stroke: { color, width: 4 } },
    )
    page.text(name, { x: x + 18, y: y(mid) - 13, w: 30 }, { face: 'bold', size: 20, color })
  })
  const head = { face: 'bold', size: 21, color: theme.ink } as const
  const body = { face: 'sans', size: 18, color: theme.ink } as const
  page.text('Optimist picks C', { x: 660, y: 150, w: 244 }, { ...head, color: theme.second })
  page.text('The highest estimate, and the one we know least about', { x: 660, y: 180, w: 244 }, body)
  page.text('Pessimist picks B', { x: 660, y: 290, w: 244 }, { ...head, color: theme.accent })
  page.text('The highest lower end: what it promises, it is likely to keep', { x: 660, y: 320, w: 244 }, body)
}

/** The doubly robust estimate, with a word for each of its terms. */
function formula(page: Page, theme: Theme): void {
  const parts = [
    { text: 'value', note: 'of a new policy', x: 56, w: 130, tone: 'quiet' },
    { text: '=', note: '', x: 190, w: 40, tone: 'quiet' },
    {
      text: 'model',
      note: 'what a reward model predicts for the new action',
      x: 236,
      w: 180,
      tone: 'second',
    },
    { text: '+', note: '', x: 420, w: 40, tone: 'quiet' },
    { text: 'weight', note: 'how much likelier the new policy is to act so', x: 466, w: 180, tone: 'accent' },
    { text: '×', note: '', x: 650, w: 40, tone: 'quiet' },
    { text: 'surprise', note: 'logged reward minus predicted reward', x: 696, w: 208, tone: 'accent' },
  ] as const
  for (const { text, note, x, w, tone } of parts) {
    const sign = note === ''
    const { fill, strong } = tones(theme, tone)
    const box = { x, y: 160, w, h: 88 }
    if (!sign) page.rect(box, { fill, radius: 6 })
    centred(page, text, box, { face: sign ? 'serif' : 'italic', size: sign ? 40 : 34, color: strong })
    page.text(note, { x, y: 260, w }, { face: 'sans', size: 16, color: theme.muted, align: 'center' })
  }
  const style = { face: 'sans', size: 21, color: theme.ink } as const
  page.text(
    'Right on average if either the model or the weights are right.',
    { x: 56, y: 374, w: 848 },
    style,
  )
  page.text('Pessimism then subtracts a penalty where the log says little.', { x: 56, y: 410, w: 848 }, style)
}

function motif(page: Page, theme: Theme): void {
  const heights = [40, 96, 150, 62, 118, 204, 84, 132, 236, 108, 176, 58]
  heights.forEach((h, i) => {
    const fill = i === 8 ? theme.deepAccent : i % 3 === 2 ? '#efb185' : '#f6d6bc'
    page.rect({ x: 650 + i * 22, y: 420 - h, w: 15, h }, { fill, radius: 2 })
  })
  page.rect({ x: 650, y: 424, w: 257, h: 3 }, { fill: theme.onDeep })
}

export const criteo: DeckContent = {
  talk: 'recommendation-science-criteo',
  title: 'Recommendation Science in the Criteo AI Lab',
  subtitle: 'From Practical Applications\nto Theoretical Research and Back',
  speakers: 'David Rohde',
  affiliation: 'Criteo AI Labs',
  theme: themes.orange,
  pptx: true,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'numbers',
      title: 'What Criteo scale means',
      numbers: [
        { value: '1 billion', text: 'items that can be recommended, approximately', tone: 'second' },
        { value: '> 1 billion', text: 'users to recommend them to', tone: 'second' },
        { value: '< 50 ms', text: 'from the request to the answer' },
      ],
      notes: 'Say the three numbers slowly. The third one rules out scoring every item for every user.',
    },
    {
      kind: 'figure',
      title: 'Where fifty milliseconds go',
      draw: budget,
      caption: 'Illustrative split of the time a request may take.',
    },
    {
      kind: 'statement',
      text: 'Predicting what somebody will click next is not the same as deciding what to show.',
      notes: 'Pause here. The rest of the talk follows from this one sentence.',
    },
    {
      kind: 'columns',
      title: 'Two kinds of signal',
      columns: [
        {
          head: 'Organic',
          tone: 'second',
          items: [
            'What people look at on their own',
            'Plenty of it, on every shop',
            'Says which items belong together',
            'Silent about what showing it does',
          ],
        },
        {
          head: 'Bandit',
          tone: 'accent',
          items: [
            'What happened after a showing',
            'Scarce, and only for actions we took',
            'Says what showing it changes',
            'Noisy: clicks are rare events',
          ],
        },
      ],
    },
    {
      kind: 'diagram',
      title: 'RecoGym puts the loop in a box',
      nodes: [
        { id: 'agent', at: [0, 98, 230, 130], label: 'Agent', body: 'a policy to be tried', tone: 'accent' },
        {
          id: 'organic',
          at: [518, 0, 330, 104],
          label: 'Organic session',
          body: 'the user looks around, nobody interferes',
          tone: 'second',
        },
        {
          id: 'bandit',
          at: [518, 222, 330, 104],
          label: 'Bandit session',
          body: 'one item is shown, and clicked or not',
        },
      ],
      edges: [
        { from: 'organic', to: 'agent', label: 'views', tone: 'second' },
        { from: 'agent', to: 'bandit', label: 'recommendation', tone: 'accent' },
        { from: 'organic', to: 'bandit', label: 'tastes drift in between', dash: true },
      ],
      caption: 'The two take turns, as on a real site, and a policy can be tried without an A/B test.',
    },
    {
      kind: 'lines',
      title: 'Better offline, worse online',
      series: [
        {
          name: 'offline recall',
          tone: 'second',
          points: [0, 1, 2, 3, 4, 5].map((x) => ({ x, y: [42, 55, 66, 74, 80, 84][x] ?? 0 })),
        },
        {
          name: 'clicks, A/B test',
          tone: 'accent',
          points: [0, 1, 2, 3, 4, 5].map((x) => ({ x, y: [44, 53, 57, 55, 49, 43][x] ?? 0 })),
        },
      ],
      x: { name: 'Model generations, in the order they were tuned offline', ticks: [0, 1, 2, 3, 4, 5] },
      y: { name: 'Index, higher is better', ticks: [20, 40, 60, 80, 100] },
      caption: 'Illustrative data: tuning for the next item drifts away from what a recommendation changes.',
    },
    {
      kind: 'diagram',
      title: 'BLOB: Bayesian latent organic bandit',
      nodes: [
        {
          id: 'organic',
          at: [0, 10, 200, 96],
          label: 'Organic views',
          body: 'many, per user',
          tone: 'second',
        },
        {
          id: 'bandit',
          at: [0, 220, 200, 96],
          label: 'Clicks on ads',
          body: 'few, per action',
          tone: 'accent',
        },
        {
          id: 'latent',
          at: [300, 10, 220, 96],
          label: 'Latent taste',
          body: 'inferred for each user',
          tone: 'second',
        },
        {
          id: 'prior',
          at: [300, 220, 220, 96],
          label: 'Effect of an action',
          body: 'starts at its organic prior',
          tone: 'accent',
        },
        {
          id: 'choice',
          at: [630, 115, 218, 96],
          label: 'Posterior',
          body: 'a rate and its certainty',
        },
      ],
      edges: [
        { from: 'organic', to: 'latent', tone: 'second' },
        { from: 'bandit', to: 'prior', tone: 'accent' },
        { from: 'latent', to: 'prior', label: 'prior', tone: 'second' },
        { from: 'latent', to: 'choice' },
        { from: 'prior', to: 'choice' },
      ],
      caption: 'Where clicks are few the organic prior speaks; where they are many the clicks do.',
      notes: 'The prior matters most for items that were hardly ever shown.',
    },
    { kind: 'figure', title: 'Doubly robust, term by term', draw: formula },
    {
      kind: 'figure',
      title: 'The optimizer’s curse, and pessimism as its cure',
      draw: pessimism,
      caption: 'Estimated value of four policies with 90 % intervals. Illustrative data.',
    },
    {
      kind: 'steps',
      title: 'Online KNN: deploy what was trained',
      steps: [
        { head: 'Embed', body: 'A deep model turns a history into one vector', tone: 'second' },
        { head: 'Index', body: 'Item vectors go into an approximate KNN index' },
        { head: 'Search', body: 'The nearest items come back in a few milliseconds' },
        { head: 'Update', body: 'New items and fresh clicks move vectors while it runs', tone: 'second' },
      ],
      caption: 'The same index serves requests and supplies hard negatives for training.',
    },
    {
      kind: 'closing',
      title: 'From practice to theory and back',
      items: [
        'Ask what the recommendation changes, not what the user does next',
        'Join organic and bandit signals; neither is enough alone',
        'Prefer a policy you can be sure of to one that looks best',
      ],
      last: 'Try it: RecoGym is open source',
      notes: 'Leave this page up for questions.',
    },
  ],
}
