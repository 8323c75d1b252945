import { area } from '../frame.js'
import { centred, type Page, type Point } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** Candidates as dots: thousands, hundreds, ten. */
function funnel(page: Page, theme: Theme): void {
  const groups = [
    { name: 'Thousands', body: 'of candidates', x: 56, columns: 13, rows: 12, tone: 'quiet' },
    { name: 'Hundreds', body: 'worth a closer look', x: 452, columns: 6, rows: 7, tone: 'second' },
    { name: 'Ten', body: 'on the page', x: 800, columns: 2, rows: 5, tone: 'accent' },
  ] as const
  for (const { name, body, x, columns, rows, tone } of groups) {
    const { edge } = tones(theme, tone)
    const top = 256 - (rows * 20) / 2
    for (let i = 0; i < columns * rows; i += 1)
      page.ellipse(
        { x: x + (i % columns) * 18, y: top + Math.floor(i / columns) * 20, w: 12, h: 12 },
        { fill: edge },
      )
    page.text(name, { x, y: 392, w: 200 }, { face: 'bold', size: 23, color: theme.ink })
    page.text(body, { x, y: 424, w: 200 }, { face: 'sans', size: 17, color: theme.muted })
  }
  const passes = [
    { name: 'Filter', body: 'light model', from: 312, to: 434, tone: 'second' },
    { name: 'Rank', body: 'heavy model', from: 586, to: 780, tone: 'accent' },
  ] as const
  for (const { name, body, from, to, tone } of passes) {
    const { strong } = tones(theme, tone)
    page.line({ x: from, y: 256 }, { x: to, y: 256 }, { color: strong, width: 3, arrow: true })
    page.text(
      name,
      { x: from, y: 218, w: to - from },
      { face: 'bold', size: 22, color: strong, align: 'center' },
    )
    page.text(
      body,
      { x: from, y: 268, w: to - from },
      { face: 'sans', size: 17, color: theme.ink, align: 'center' },
    )
  }
}

/** Attainable speed against operations per byte, on logarithmic axes. */
function roofline(page: Page, theme: Theme): void {
  const plot = { x: 130, y: 140, w: 520, h: 276 }
  const at = (intensity: number, speed: number): Point => ({
    x: plot.x + ((Math.log10(intensity) + 1) / 4) * plot.w,
    y: plot.y + plot.h - (Math.log10(speed) / 4) * plot.h,
  })
  const small = { face: 'sans', size: 15, color: theme.muted } as const
  for (const speed of [1, 10, 100, 1000, 10000]) {
    const y = at(1, speed).y
    page.line({ x: plot.x, y }, { x: plot.x + plot.w, y }, { color: speed === 1 ? theme.muted : theme.hair })
    page.text(speed.toLocaleString('en'), { x: plot.x - 66, y: y - 10, w: 56 }, { ...small, align: 'right' })
  }
  for (const intensity of [0.1, 1, 10, 100, 1000])
    page.text(
      String(intensity),
      { x: at(intensity, 1).x - 30, y: plot.y + plot.h + 8, w: 60 },
      { ...small, align: 'center' },
    )
  page.text('GFLOP/s', { x: 56, y: 108, w: 100 }, small)
  page.text(
    'FLOPs per byte',
    { x: plot.x, y: plot.y + plot.h + 28, w: plot.w },
    { ...small, align: 'center' },
  )
  page.path([at(0.1, 7.7), at(26, 2000), at(1000, 2000)], { stroke: { color: theme.ink, width: 3 } })
  const dots = [
    { name: 'Embedding lookups', at: at(0.25, 14), tone: 'accent' },
    { name: 'FC, small batch', at: at(2, 110), tone: 'accent' },
    { name: 'Language, attention', at: at(50, 1150), tone: 'second' },
    { name: 'Vision, convolution', at: at(260, 1500), tone: 'second' },
  ] as const
  for (const dot of dots) {
    const { strong } = tones(theme, dot.tone)
    const below = dot.tone === 'second'
    page.ellipse({ x: dot.at.x - 8, y: dot.at.y - 8, w: 16, h: 16 }, { fill: strong })
    const label = { face: 'bold', size: 16, color: strong } as const
    if (below)
      page.text(
        dot.name,
        {
          x: dot.at.x - (dot.name.startsWith('V') ? 50 : 90),
          y: dot.at.y + (dot.name.startsWith('V') ? 14 : 44),
          w: 180,
        },
        label,
      )
    else page.text(dot.name, { x: dot.at.x + 16, y: dot.at.y - 4, w: 180 }, label)
  }
  const body = { face: 'sans', size: 19, color: theme.ink } as const
  page.text('Under the slope', { x: 690, y: 152, w: 214 }, { ...body, face: 'bold', color: theme.accent })
  page.text('memory sets the pace, and wider vector units stand idle', { x: 690, y: 180, w: 214 }, body)
  page.text('Under the roof', { x: 690, y: 296, w: 214 }, { ...body, face: 'bold', color: theme.second })
  page.text('compute sets the pace, as accelerators expect', { x: 690, y: 324, w: 214 }, body)
}

/** The same eight units of work, spread over cores or stacked on one. */
function parallelism(page: Page, theme: Theme): void {
  const ways = [
    {
      name: 'Task parallelism',
      body: 'Small pieces on many cores: short waits, weights read four times',
      tone: 'second',
      x: 56,
    },
    {
      name: 'Batch parallelism',
      body: 'Large pieces on few cores: weights read once, longer waits',
      tone: 'accent',
      x: 500,
    },
  ] as const
  for (const { name, body, tone, x } of ways) {
    const { fill, edge, strong } = tones(theme, tone)
    page.rect({ x, y: area.y, w: 404, h: 330 }, { fill, radius: 6 })
    page.text(name, { x: x + 24, y: area.y + 18, w: 356 }, { face: 'bold', size: 23, color: strong })
    for (let core = 0; core < 4; core += 1) {
      const y = area.y + 68 + core * 42
      page.text(
        `Core ${String(core)}`,
        { x: x + 24, y: y + 3, w: 70 },
        { face: 'medium', size: 16, color: theme.ink },
      )
      page.line({ x: x + 96, y: y + 32 }, { x: x + 380, y: y + 32 }, { color: theme.quiet })
      const label = { face: 'bold', size: 15, color: theme.paper } as const
      if (tone === 'accent') {
        const box = { x: x + 100, y, w: 216, h: 28 }
        page.rect(box, { fill: core === 0 ? edge : theme.quiet, radius: 3 })
        centred(page, core === 0 ? 'all 8 items' : 'another query', box, {
          ...label,
          color: core === 0 ? theme.paper : theme.ink,
        })
      } else {
        const box = { x: x + 100, y, w: 84, h: 28 }
        page.rect(box, { fill: edge, radius: 3 })
        centred(page, '2 items', box, label)
        page.rect({ ...box, x: x + 188, w: 128 }, { fill: theme.quiet, radius: 3 })
        centred(page, 'next query', { ...box, x: x + 188, w: 128 }, { ...label, color: theme.ink })
      }
    }
    page.line(
      { x: x + 312, y: area.y + 246 },
      { x: x + 380, y: area.y + 246 },
      { color: theme.muted, width: 1.5, arrow: true },
    )
    page.text(
      'time',
      { x: x + 262, y: area.y + 236, w: 44 },
      { face: 'sans', size: 15, color: theme.muted, align: 'right' },
    )
    page.text(
      body,
      { x: x + 24, y: area.y + 268, w: 356, h: 56 },
      { face: 'sans', size: 18, color: theme.ink },
    )
  }
}

/** How many queries come in each size: most are short, the long ones carry the work. */
function sizes(page: Page, theme: Theme): void {
  const bars = 34
  for (let i = 0; i < bars; i += 1) {
    const t = (i + 1) / 6
    const h = Math.max(3, 250 * (t ** 1.1 * Math.exp(-t)) * 2.35)
    const long = i >= 17
    page.rect(
      { x: 66 + i * 24.4, y: 430 - h, w: 19, h },
      { fill: long ? theme.accent : theme.quiet, radius: 1 },
    )
  }
  page.line({ x: 56, y: 431 }, { x: 904, y: 431 }, { color: theme.muted })
  const small = { face: 'sans', size: 15, color: theme.muted } as const
  page.text('1 item', { x: 66, y: 438, w: 100 }, small)
  page.text('1,000 items in a query', { x: 704, y: 438, w: 200 }, { ...small, align: 'right' })
  page.line({ x: 478, y: 190 }, { x: 478, y: 430 }, { color: theme.accent, width: 1.5, dash: true })
  page.text('p75', { x: 490, y: 186, w: 60 }, { face: 'bold', size: 18, color: theme.accent })
  const style = { face: 'bold', size: 23, color: theme.ink } as const
  page.text('The longest quarter of the queries carries half of the work', { x: 490, y: 214, w: 390 }, style)
}

function motif(page: Page, theme: Theme): void {
  for (let column = 0; column < 8; column += 1)
    for (let row = 0; row < 8; row += 1) {
      const hot = (column * 5 + row * 3) % 11 === 0
      const fill = hot ? theme.deepAccent : row > 7 - column ? '#34405a' : '#262f44'
      page.rect({ x: 656 + column * 32, y: 150 + row * 32, w: 24, h: 24 }, { fill, radius: 4 })
    }
}

export const inference: DeckContent = {
  talk: 'at-scale-inference',
  title: 'At-scale Inference for Recommendation Systems',
  speakers: 'Udit Gupta',
  affiliation: 'Harvard University/Facebook AI Research',
  theme: themes.crimson,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'points',
      title: 'Four questions for this half hour',
      numbered: true,
      items: [
        { head: 'What does a request look like?', body: 'Filtering, ranking, and the features between them' },
        {
          head: 'Why does it not resemble vision or language?',
          body: 'Little arithmetic, large and irregular memory',
        },
        { head: 'What does a deadline do to a server?', body: 'Tail latency against throughput' },
        { head: 'How should work be split?', body: 'Tasks, batches and accelerators' },
      ],
    },
    {
      kind: 'figure',
      title: 'A request narrows in two passes',
      draw: funnel,
      caption: 'Both passes share one deadline, so time saved in the first can be spent in the second.',
    },
    {
      kind: 'table',
      title: 'Not another image classifier',
      widths: [25, 20, 23, 32],
      head: ['', 'Vision', 'Language', 'Recommendation'],
      strong: 1,
      rows: [
        ['Input', 'pixels', 'tokens', 'dense and sparse features'],
        ['Dominant operator', 'convolution', 'matrix multiply', 'embedding lookup'],
        ['Size of parameters', 'megabytes', 'up to gigabytes', 'tens of gigabytes'],
        ['FLOPs per byte', 'high', 'medium', 'low'],
        ['Memory access', 'regular', 'regular', 'irregular'],
      ],
    },
    {
      kind: 'figure',
      title: 'Memory sets the pace',
      draw: roofline,
      caption: 'Illustrative roofline of one server socket.',
    },
    {
      kind: 'table',
      title: 'Models differ among themselves',
      widths: [22, 16, 20, 42],
      head: ['Use case', 'Tables', 'Lookups each', 'Bound by'],
      right: [1, 2],
      rows: [
        ['Filter', '8', '20', 'small FC layers, latency'],
        ['Rank, short', '12', '40', 'both, in turn'],
        ['Rank, long', '36', '120', 'embedding lookups'],
        ['Video', '6', '10', 'large FC layers, compute'],
        ['Sequence', '4', '300', 'recurrent or attention units'],
      ],
      caption: 'Illustrative. One accelerator will not be best for all of them.',
    },
    {
      kind: 'lines',
      title: 'The slowest answers set the limit',
      series: [
        {
          name: 'p95 latency',
          tone: 'accent',
          points: [0, 20, 40, 55, 70, 80, 88, 93].map((x, i) => ({
            x,
            y: [28, 32, 40, 51, 76, 108, 150, 196][i] ?? 0,
          })),
        },
        {
          name: 'p50 latency',
          tone: 'second',
          points: [0, 20, 40, 55, 70, 80, 88, 93].map((x, i) => ({
            x,
            y: [16, 17, 19, 22, 27, 34, 43, 54][i] ?? 0,
          })),
        },
      ],
      x: { name: 'Load, per cent of peak throughput', ticks: [0, 25, 50, 75, 100] },
      y: { name: 'Milliseconds', ticks: [0, 50, 100, 150, 200] },
      limit: { at: 100, text: 'Target: 100 ms' },
      caption: 'Illustrative: the median would allow far more load than the 95th percentile does.',
    },
    { kind: 'figure', title: 'Two ways to be parallel', draw: parallelism },
    {
      kind: 'bars',
      title: 'Throughput has a best batch size',
      bars: [
        { label: 'Batch 1', value: 210, text: '210' },
        { label: 'Batch 16', value: 540, text: '540' },
        { label: 'Batch 64', value: 780, text: '780', tone: 'second' },
        { label: 'Batch 128', value: 905, text: '905', tone: 'accent' },
        { label: 'Batch 512', value: 620, text: '620' },
      ],
      caption:
        'Queries per second within 100 ms at p95. Illustrative: past 128 items the deadline is missed.',
    },
    {
      kind: 'figure',
      title: 'Query sizes have a long tail',
      draw: sizes,
      caption: 'Illustrative distribution.',
    },
    {
      kind: 'diagram',
      title: 'DeepRecSched: decide for each query',
      nodes: [
        { id: 'q', at: [0, 124, 150, 84], label: 'Queries', body: 'all sizes' },
        {
          id: 's',
          at: [230, 104, 200, 124],
          label: 'Scheduler',
          body: 'knows size, load and deadline',
          tone: 'accent',
        },
        { id: 'c1', at: [560, 0, 288, 56], label: 'Core 0: batch of 128', tone: 'second' },
        { id: 'c2', at: [560, 76, 288, 56], label: 'Core 1: batch of 128', tone: 'second' },
        { id: 'c3', at: [560, 152, 288, 56], label: 'Core n: batch of 128', tone: 'second' },
        { id: 'acc', at: [560, 250, 288, 76], label: 'Accelerator', body: 'only queries above a threshold' },
      ],
      edges: [
        { from: 'q', to: 's' },
        { from: 's', to: 'c1', tone: 'second' },
        { from: 's', to: 'c2', tone: 'second' },
        { from: 's', to: 'c3', tone: 'second' },
        { from: 's', to: 'acc', dash: true },
      ],
      caption:
        'Two numbers are tuned by climbing: the batch size per core, and the size that goes to the accelerator.',
    },
    {
      kind: 'groups',
      title: 'What tuning gives within the deadline',
      series: [
        { name: 'fixed batch', tone: 'quiet' },
        { name: 'tuned', tone: 'second' },
        { name: 'tuned, with accelerator', tone: 'accent' },
      ],
      groups: [
        { label: 'Filter', values: [1, 1.7, 2.1] },
        { label: 'Rank, short', values: [1, 2.0, 3.2] },
        { label: 'Rank, long', values: [1, 2.3, 2.9] },
        { label: 'Video', values: [1, 1.6, 4.4] },
      ],
      ticks: [0, 1, 2, 3, 4, 5],
      unit: 'Queries per second, relative to a fixed batch',
      caption: 'Illustrative figures at the same p95 latency.',
    },
    {
      kind: 'closing',
      title: 'What to build next',
      items: [
        'Measure throughput under a latency bound, never without one',
        'Balance task and batch parallelism for every model and machine',
        'Build hardware for gathers, and software that knows query sizes',
      ],
      last: 'Questions about task and data parallelism are answered in the FAQ.',
    },
  ],
}
