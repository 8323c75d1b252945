import { area } from '../frame.js'
import { centred, type Page } from '../page.js'
import type { DeckContent } from '../slide.js'
import { themes, type Theme } from '../theme.js'

/** A table of rows, a few of them gathered and summed. */
function gatherReduce(page: Page, theme: Theme): void {
  const picked = new Set([1, 4, 5, 8])
  const small = { face: 'sans', size: 16, color: theme.muted } as const
  page.text('Embedding table: millions of rows', { x: 230, y: 122, w: 300 }, small)
  page.text('Indices', { x: 56, y: 122, w: 120 }, small)
  ;[1, 4, 5, 8].forEach((index, i) => {
    const box = { x: 56, y: 156 + i * 62, w: 90, h: 42 }
    page.rect(box, { fill: theme.secondSoft, stroke: { color: theme.second, width: 1.5 }, radius: 5 })
    centred(page, ['17', '40 213', '40 977', '8 651 002'][i] ?? '', box, {
      face: 'medium',
      size: 16,
      color: theme.second,
    })
    page.line(
      { x: 150, y: box.y + 21 },
      { x: 224, y: 164 + index * 30 },
      { color: theme.second, width: 1.5, arrow: true },
    )
  })
  for (let row = 0; row < 10; row += 1)
    for (let cell = 0; cell < 8; cell += 1)
      page.rect(
        { x: 230 + cell * 36, y: 152 + row * 30, w: 33, h: 24 },
        { fill: picked.has(row) ? theme.accent : theme.quietSoft, radius: 2 },
      )
  for (const row of picked)
    page.line({ x: 520, y: 164 + row * 30 }, { x: 606, y: 294 }, { color: theme.accent, width: 1.5 })
  page.ellipse(
    { x: 604, y: 264, w: 60, h: 60 },
    { fill: theme.accentSoft, stroke: { color: theme.accent, width: 2 } },
  )
  centred(page, 'sum', { x: 604, y: 264, w: 60, h: 60 }, { face: 'bold', size: 19, color: theme.accent })
  page.line({ x: 668, y: 294 }, { x: 706, y: 294 }, { color: theme.accent, width: 2, arrow: true })
  for (let cell = 0; cell < 8; cell += 1)
    page.rect({ x: 712 + cell * 24, y: 283, w: 21, h: 22 }, { fill: theme.accent, radius: 2 })
  page.text('One pooled vector', { x: 712, y: 314, w: 190 }, { ...small, color: theme.ink })
}

/** Row sums taken beside each rank, so that one vector a rank crosses the channel. */
function ranks(page: Page, theme: Theme): void {
  for (let rank = 0; rank < 4; rank += 1) {
    const y = area.y + 4 + rank * 80
    page.rect(
      { x: 56, y, w: 360, h: 64 },
      { fill: theme.quietSoft, stroke: { color: theme.quiet }, radius: 6 },
    )
    page.text(
      `Rank ${String(rank)}`,
      { x: 72, y: y + 19, w: 80 },
      { face: 'bold', size: 18, color: theme.ink },
    )
    for (let chip = 0; chip < 7; chip += 1)
      page.rect(
        { x: 156 + chip * 36, y: y + 18, w: 28, h: 28 },
        { fill: (chip * 3 + rank * 2) % 5 === 0 ? theme.accent : theme.hair, radius: 3 },
      )
    const unit = { x: 476, y: y + 4, w: 156, h: 56 }
    page.line({ x: 420, y: y + 32 }, { x: 472, y: y + 32 }, { color: theme.accent, width: 2, arrow: true })
    page.rect(unit, { fill: theme.accentSoft, stroke: { color: theme.accent, width: 1.5 }, radius: 6 })
    centred(page, 'Rank-NMP: sum', unit, { face: 'bold', size: 17, color: theme.accent })
    page.line(
      { x: 636, y: y + 32 },
      { x: 736, y: 286 + (rank - 1.5) * 14 },
      { color: theme.second, width: 2, arrow: true },
    )
  }
  const channel = { x: 742, y: 236, w: 162, h: 100 }
  page.rect(channel, { fill: theme.secondSoft, stroke: { color: theme.second, width: 1.5 }, radius: 6 })
  centred(page, 'Memory channel and host', channel, { face: 'bold', size: 18, color: theme.second })
}

/** A row of 64 elements in both formats, to scale. */
function dataTypes(page: Page, theme: Theme): void {
  const scale = 848 / 256
  const rows = [
    { name: 'SparseLengthsSum', type: 'fp32', bytes: 256, y: 136, color: theme.second, total: '256 bytes' },
    {
      name: 'SparseLengthsSumFused8BitRowwise',
      type: 'int8',
      bytes: 64,
      y: 294,
      color: theme.accent,
      total: '72 bytes',
    },
  ]
  for (const { name, type, bytes, y, color, total } of rows) {
    page.text(name, { x: area.x, y, w: 560 }, { face: 'bold', size: 22, color: theme.ink })
    page.text(
      `64 × ${type}, ${total}`,
      { x: 604, y, w: 300 },
      { face: 'bold', size: 22, color, align: 'right' },
    )
    for (let element = 0; element < 64; element += 1) {
      const w = (bytes / 64) * scale
      page.rect({ x: area.x + element * w, y: y + 42, w: w * 0.8, h: 62 }, { fill: color })
    }
  }
  const end = area.x + 64 * scale
  page.rect({ x: end + 2, y: 336, w: 8 * scale - 2, h: 62 }, { fill: theme.second })
  page.text(
    'scale and bias',
    { x: end + 8 * scale + 14, y: 355, w: 200 },
    { face: 'medium', size: 17, color: theme.second },
  )
  const style = { face: 'sans', size: 19, color: theme.ink } as const
  page.text(
    '3.6 times as many rows for the same bandwidth, and the same gather and reduce.',
    { x: area.x, y: 424, w: 848 },
    style,
  )
}

function motif(page: Page, theme: Theme): void {
  const widths = [22, 84, 140, 46, 112, 30, 96, 62, 128, 54]
  widths.forEach((w, i) => {
    page.rect({ x: 700, y: 82 + i * 38, w: 196, h: 24 }, { fill: '#173039', radius: 3 })
    page.rect(
      { x: 700 + ((i * 47) % (196 - w)), y: 82 + i * 38, w, h: 24 },
      { fill: i % 4 === 1 ? theme.deepAccent : '#2c6a68', radius: 3 },
    )
  })
}

export const memory: DeckContent = {
  talk: 'near-memory-processing',
  title: 'Design Implications of Memory Systems and Near-Memory Processing for Personalized Recommendation',
  speakers: 'Xuan (Silvia) Zhang',
  affiliation: 'Washington University at St. Louis',
  theme: themes.night,
  slides: [
    { kind: 'cover', motif },
    {
      kind: 'groups',
      title: 'Time goes to lookups, not to arithmetic',
      series: [
        { name: 'SparseLengthsSum', tone: 'accent' },
        { name: 'FC layers', tone: 'second' },
        { name: 'other', tone: 'quiet' },
      ],
      groups: [
        { label: 'Small model', values: [30, 52, 18] },
        { label: 'Medium model', values: [55, 31, 14] },
        { label: 'Large model', values: [78, 14, 8] },
      ],
      ticks: [0, 25, 50, 75, 100],
      unit: 'Per cent of inference time',
      stacked: true,
      caption: 'Illustrative breakdown by operator for three sizes of model at the same batch.',
    },
    {
      kind: 'figure',
      title: 'SparseLengthsSum: gather, then reduce',
      draw: gatherReduce,
      caption: 'A handful of rows from anywhere in the table become one vector.',
    },
    {
      kind: 'table',
      title: 'Few operations for every byte',
      widths: [40, 26, 34],
      head: ['Operator', 'FLOPs per byte', 'Limited by'],
      right: [1],
      strong: 0,
      rows: [
        ['SparseLengthsSum, fp32', '0.25', 'memory bandwidth'],
        ['FC, batch 1', '0.5', 'memory bandwidth'],
        ['FC, batch 64', '≈ 30', 'caches, then cores'],
        ['Convolution, 3 × 3', '> 100', 'compute'],
      ],
      caption:
        'One addition for each 4-byte value read gives 0.25. The others are typical orders of magnitude.',
    },
    {
      kind: 'points',
      title: 'An access pattern that defeats caches',
      items: [
        {
          head: 'Irregular',
          body: 'The next row depends on a user’s history, so prefetchers have nothing to learn',
        },
        {
          head: 'Short',
          body: 'A row is 64 to 256 bytes: one to four cache lines, then somewhere else',
          tone: 'second',
        },
        {
          head: 'Large',
          body: 'Tables of tens of gigabytes against a last-level cache of tens of megabytes',
        },
        {
          head: 'A little hot',
          body: 'Popular items do come back: a small, well-chosen cache still pays',
          tone: 'second',
        },
      ],
    },
    {
      kind: 'columns',
      title: 'Parallelism on three levels',
      columns: [
        {
          head: 'Model',
          tone: 'accent',
          items: ['Several models on one host', 'Independent tables', 'Compete for channels'],
        },
        {
          head: 'Operator',
          tone: 'second',
          items: ['Dozens of lookups in one model', 'No order between them', 'Can run side by side'],
        },
        {
          head: 'Data',
          tone: 'quiet',
          items: ['Many items in one batch', 'Same table, other rows', 'Rows can be reused'],
        },
      ],
      caption: 'There is more than enough of it. The memory system is what runs out.',
    },
    {
      kind: 'lines',
      title: 'Bandwidth saturates long before the cores',
      series: [
        { name: 'offered', tone: 'quiet', points: [0, 4, 8, 12, 16].map((x) => ({ x, y: x * 7 })) },
        {
          name: 'achieved',
          tone: 'accent',
          points: [0, 2, 4, 6, 8, 10, 12, 14, 16].map((x, i) => ({
            x,
            y: [0, 14, 28, 41, 52, 59, 63, 65, 66][i] ?? 0,
          })),
        },
      ],
      x: { name: 'Cores that run embedding operators', ticks: [0, 4, 8, 12, 16] },
      y: { name: 'Gigabytes per second', ticks: [0, 30, 60, 90, 120] },
      limit: { at: 76.8, text: 'Peak of four DDR4-2400 channels, 76.8 GB/s' },
      caption: 'Illustrative measurements; the peak is 4 channels × 8 bytes × 2.4 GT/s.',
    },
    {
      kind: 'figure',
      title: 'Move the sum to the rank',
      draw: ranks,
      caption: 'Every rank adds up its own rows; one partial vector per rank crosses the channel.',
    },
    {
      kind: 'points',
      title: 'What makes RecNMP work in practice',
      items: [
        {
          head: 'A compressed command',
          body: 'One NMP instruction stands for a whole row, so commands do not become the bottleneck',
        },
        { head: 'A cache at the rank', body: 'RankCache keeps the rows that come back', tone: 'second' },
        {
          head: 'Table-aware scheduling',
          body: 'Packets of one table run together and find their rows still there',
        },
        {
          head: 'Hot-entry profiling',
          body: 'Only rows that will be reused are let into the cache',
          tone: 'second',
        },
      ],
    },
    {
      kind: 'groups',
      title: 'More ranks, more bandwidth inside',
      series: [
        { name: 'Rank-NMP', tone: 'second' },
        { name: 'with RankCache', tone: 'accent' },
      ],
      groups: [
        { label: '2 ranks', values: [1.9, 2.4] },
        { label: '4 ranks', values: [3.3, 4.6] },
        { label: '8 ranks', values: [6.1, 8.7] },
      ],
      ticks: [0, 2, 4, 6, 8, 10],
      unit: 'Speed-up over a host with the same DIMMs',
      caption: 'Illustrative figures.',
    },
    {
      kind: 'figure',
      title: 'Two data types, one pattern',
      draw: dataTypes,
      caption: 'A row of 64 elements. Quantized, it carries its own scale and bias, four bytes each.',
    },
    {
      kind: 'closing',
      title: 'For whoever designs the next memory',
      items: [
        'Optimize for gathers of one or two cache lines',
        'Put the addition where the bits are; send results only',
        'Keep the interface of a standard DIMM, so that it can be deployed',
      ],
      last: 'What runs out first is bandwidth, not parallelism.',
    },
  ],
}
