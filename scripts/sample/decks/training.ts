import { area } from '../frame.js'
import { centred, type Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, tones, type Theme } from '../theme.js'

/** Each node holds some tables and a copy of the networks; everybody sends to everybody. */
function allToAll(page: Page, theme: Theme): void {
  const x = (node: number) => area.x + 30 + node * 206
  for (let from = 0; from < 4; from += 1)
    for (let to = 0; to < 4; to += 1)
      page.line(
        { x: x(from) + 85, y: 218 },
        { x: x(to) + 85, y: 320 },
        { color: from === to ? theme.accent : '#9db3e4', width: from === to ? 2.5 : 1.5, arrow: true },
      )
  for (let node = 0; node < 4; node += 1) {
    const top = { x: x(node), y: 142, w: 170, h: 72 }
    const bottom = { x: x(node), y: 326, w: 170, h: 72 }
    page.rect(top, { fill: theme.secondSoft, stroke: { color: theme.second, width: 1.5 }, radius: 6 })
    page.rect(bottom, { fill: theme.accentSoft, stroke: { color: theme.accent, width: 1.5 }, radius: 6 })
    centred(page, `Tables ${String(node * 2)} and ${String(node * 2 + 1)}`, top, {
      face: 'bold',
      size: 18,
      color: theme.second,
    })
    centred(page, `MLP, copy ${String(node)}`, bottom, { face: 'bold', size: 18, color: theme.accent })
  }
  const style = { face: 'sans', size: 17, color: theme.ink, align: 'center' } as const
  page.text(
    'Tables are split: every node owns some for the whole batch',
    { x: area.x, y: 116, w: area.w },
    style,
  )
  page.line({ x: x(0) + 85, y: 424 }, { x: x(3) + 85, y: 424 }, { color: theme.accent, width: 3 })
  for (let node = 0; node < 4; node += 1)
    page.line(
      { x: x(node) + 85, y: 424 },
      { x: x(node) + 85, y: 402 },
      { color: theme.accent, width: 2, arrow: true },
    )
  page.text('Networks are copied: gradients meet in an all-reduce', { x: area.x, y: 436, w: area.w }, style)
}

/** Four corners of a machine, and what training asks of each. */
function machine(page: Page, theme: Theme): void {
  const corners = [
    { name: 'Memory', body: 'Embedding tables of hundreds of gigabytes, read row by row', tone: 'second' },
    { name: 'Compute', body: 'Dense layers below and above the interaction', tone: 'accent' },
    { name: 'Storage', body: 'Click logs that arrive faster than they can be kept', tone: 'accent' },
    { name: 'Network', body: 'Pooled vectors one way, gradients the other, every step', tone: 'second' },
  ] as const
  corners.forEach(({ name, body, tone }, i) => {
    const box = { x: area.x + (i % 2) * 436, y: area.y + 4 + Math.floor(i / 2) * 166, w: 412, h: 148 }
    const { fill, edge, strong } = tones(theme, tone)
    page.rect(box, { fill, radius: 6 })
    page.rect({ ...box, w: 6 }, { fill: edge })
    page.text(name, { x: box.x + 30, y: box.y + 24, w: 360 }, { face: 'bold', size: 26, color: strong })
    page.text(
      body,
      { x: box.x + 30, y: box.y + 64, w: 350, h: 70 },
      { face: 'sans', size: 19, color: theme.ink },
    )
  })
}

function motif(page: Page, theme: Theme): void {
  const nodes = Array.from({ length: 8 }, (_, i) => {
    const angle = (i * Math.PI) / 4
    return { x: 780 + 112 * Math.cos(angle), y: 250 + 112 * Math.sin(angle) }
  })
  nodes.forEach((from, i) => {
    for (const to of nodes.slice(i + 1)) page.line(from, to, { color: '#6d8cd8', width: 1.2 })
  })
  nodes.forEach(({ x, y }, i) => {
    page.ellipse({ x: x - 14, y: y - 14, w: 28, h: 28 }, { fill: i === 6 ? theme.deepAccent : '#ffffff' })
  })
}

export const training: DeckContent = {
  talk: 'training-dlrm',
  title: 'Training Deep Learning Recommendation Models',
  speakers: 'Maxim Naumov',
  affiliation: 'Facebook',
  theme: themes.blue,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'columns',
      title: 'Everything online is put in order',
      columns: [
        {
          head: 'Search engines',
          tone: 'accent',
          items: ['Query in, results ranked', 'The text is a strong hint'],
        },
        {
          head: 'Social networks',
          tone: 'second',
          items: ['Friends and groups', 'The graph is a strong hint'],
        },
        {
          head: 'Shops and video',
          tone: 'quiet',
          items: ['What to buy or watch next', 'Only history is a hint'],
        },
      ],
      caption: 'The same question each time: how likely is this person to act on this item?',
    },
    {
      kind: 'steps',
      title: 'How we came to DLRM',
      steps: [
        { head: 'Neighbours', body: 'Similar users, similar items', tone: 'quiet' },
        { head: 'Matrix factorization', body: 'A vector each, and a dot product', tone: 'quiet' },
        { head: 'Factorization machines', body: 'Pairs of any features', tone: 'second' },
        { head: 'Wide and deep', body: 'Rules learned beside a network', tone: 'second' },
        { head: 'DLRM', body: 'Embeddings, explicit pairs, two MLPs' },
      ],
    },
    {
      kind: 'diagram',
      title: 'The shape of a DLRM',
      nodes: [
        { id: 'dense', at: [0, 284, 190, 52], label: 'Dense features' },
        { id: 'bottom', at: [0, 190, 190, 52], label: 'Bottom MLP', tone: 'accent' },
        { id: 's1', at: [250, 284, 180, 52], label: 'Sparse: pages' },
        { id: 's2', at: [459, 284, 180, 52], label: 'Sparse: friends' },
        { id: 's3', at: [668, 284, 180, 52], label: 'Sparse: places' },
        { id: 'e1', at: [250, 190, 180, 52], label: 'Embedding', tone: 'second' },
        { id: 'e2', at: [459, 190, 180, 52], label: 'Embedding', tone: 'second' },
        { id: 'e3', at: [668, 190, 180, 52], label: 'Embedding', tone: 'second' },
        { id: 'pairs', at: [0, 96, 848, 52], label: 'Interaction: dot products of all pairs' },
        { id: 'top', at: [329, 4, 190, 52], label: 'Top MLP', tone: 'accent' },
        { id: 'out', at: [668, 4, 180, 52], label: 'p(click)' },
      ],
      edges: [
        { from: 'dense', to: 'bottom' },
        { from: 's1', to: 'e1' },
        { from: 's2', to: 'e2' },
        { from: 's3', to: 'e3' },
        { from: 'bottom', to: 'pairs' },
        { from: 'e1', to: 'pairs' },
        { from: 'e2', to: 'pairs' },
        { from: 'e3', to: 'pairs' },
        { from: 'pairs', to: 'top' },
        { from: 'top', to: 'out' },
      ],
    },
    {
      kind: 'numbers',
      title: 'Where the parameters are',
      numbers: [
        {
          value: '> 99 %',
          text: 'of all parameters are rows of embedding tables. A step touches only a few of them; the networks are used in full.',
        },
      ],
      caption: 'Illustrative, and typical: 26 tables of 10 million rows by 64 are 16.6 billion values.',
    },
    { kind: 'figure', title: 'Training uses the whole machine', draw: machine },
    {
      kind: 'columns',
      title: 'Asynchronous or synchronous',
      columns: [
        {
          head: 'Asynchronous',
          tone: 'second',
          items: [
            'Trainers push and pull at will',
            'Parameter servers hold the tables',
            'No waiting for the slowest node',
            'Stale gradients: quality may suffer',
          ],
        },
        {
          head: 'Synchronous',
          tone: 'accent',
          items: [
            'All nodes take each step together',
            'Same result however many nodes',
            'Larger batches need new tuning',
            'The network is on the critical path',
          ],
        },
      ],
    },
    { kind: 'figure', title: 'Split the tables, copy the networks', draw: allToAll },
    {
      kind: 'table',
      title: 'Two collectives, two needs',
      widths: [24, 38, 38],
      head: ['', 'All-to-all', 'All-reduce'],
      rows: [
        ['Carries', 'pooled embedding vectors', 'gradients of the MLPs'],
        ['Grows with', 'batch, tables and their width', 'size of the networks'],
        ['Can hide behind', 'the bottom MLP, in part', 'the backward pass'],
        ['Asks the fabric for', 'bisection bandwidth', 'bandwidth along a ring or tree'],
      ],
    },
    {
      kind: 'groups',
      title: 'Scaling out shifts the bottleneck',
      series: [
        { name: 'compute', tone: 'accent' },
        { name: 'lookups', tone: 'quiet' },
        { name: 'network', tone: 'second' },
      ],
      groups: [
        { label: '1 node', values: [58, 42, 0] },
        { label: '4 nodes', values: [41, 27, 14] },
        { label: '16 nodes', values: [33, 16, 29] },
        { label: '64 nodes', values: [30, 11, 47] },
      ],
      ticks: [0, 25, 50, 75, 100],
      unit: 'Milliseconds a step at a fixed batch per node',
      stacked: true,
      caption: 'Illustrative breakdown: lookups spread out, exchange grows.',
    },
    {
      kind: 'table',
      title: 'Topologies compared',
      widths: [28, 24, 24, 24],
      head: ['Topology', 'All-reduce', 'All-to-all', 'Links for n nodes'],
      right: [3],
      strong: 2,
      rows: [
        ['Ring', 'good', 'poor', 'n'],
        ['Fully connected', 'good', 'best', 'n (n – 1) / 2'],
        ['Fat tree', 'good', 'good', '≈ n log n'],
        ['2D torus', 'good', 'fair', '2 n'],
      ],
      caption: 'A fabric built for images alone, with all-reduce in mind, starves a recommender.',
    },
    {
      kind: 'steps',
      title: 'Open-source DLRM as a design tool',
      steps: [
        { head: 'Configure', body: 'Tables, widths and lookups on the command line' },
        { head: 'Generate', body: 'Synthetic data, or the public Criteo logs', tone: 'second' },
        { head: 'Profile', body: 'Time for each operator in PyTorch' },
        { head: 'Change', body: 'A kernel, a number format or a machine', tone: 'second' },
        { head: 'Compare', body: 'Speed and accuracy, before and after' },
      ],
      caption: 'The loop is the same for software and for hardware that does not exist yet.',
    },
    {
      kind: 'closing',
      title: 'To remember',
      items: [
        'A DLRM is mostly tables, and training is mostly moving their rows',
        'Model parallel for the tables, data parallel for the networks',
        'Design the fabric for all-to-all as well as for all-reduce',
      ],
      last: 'The reference model in PyTorch is open source.',
    },
  ],
}
