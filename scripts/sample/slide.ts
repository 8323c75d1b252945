import type { Page, Point } from './page.js'
import type { Theme, Tone } from './theme.js'

/** A line of text with a smaller one below it. */
export interface Item {
  readonly head: string
  readonly body?: string
  readonly tone?: Tone
}

export interface Node {
  readonly id: string
  /** Points inside the drawing area, whose upper left corner is (0, 0) and which is 848 by 340. */
  readonly at: readonly [x: number, y: number, w: number, h: number]
  readonly label: string
  readonly body?: string
  readonly tone?: Tone
}

/** An arrow between two nodes' nearest sides. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly label?: string
  readonly tone?: Tone
  readonly dash?: boolean
}

export interface Series {
  readonly name: string
  readonly tone: Tone
  readonly points: readonly Point[]
}

/** What a slide shows, by layout. Every layout but the cover may carry speaker notes. */
export type Slide = { readonly notes?: string } & (
  | { readonly kind: 'cover'; readonly motif: (page: Page, theme: Theme) => void }
  | { readonly kind: 'statement'; readonly text: string; readonly source?: string }
  | {
      readonly kind: 'points'
      readonly title: string
      readonly items: readonly Item[]
      readonly numbered?: boolean
      readonly caption?: string
    }
  | {
      readonly kind: 'columns'
      readonly title: string
      readonly columns: readonly {
        readonly head: string
        readonly tone: Tone
        readonly items: readonly string[]
      }[]
      readonly caption?: string
    }
  | {
      readonly kind: 'steps'
      readonly title: string
      readonly steps: readonly Item[]
      readonly caption?: string
    }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly widths: readonly number[]
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly right?: readonly number[]
      readonly strong?: number
      readonly caption?: string
    }
  | {
      readonly kind: 'numbers'
      readonly title: string
      readonly numbers: readonly { readonly value: string; readonly text: string; readonly tone?: Tone }[]
      readonly caption?: string
    }
  | {
      readonly kind: 'bars'
      readonly title: string
      readonly bars: readonly {
        readonly label: string
        readonly value: number
        readonly text: string
        readonly tone?: Tone
      }[]
      readonly caption: string
    }
  | {
      readonly kind: 'groups'
      readonly title: string
      readonly series: readonly { readonly name: string; readonly tone: Tone }[]
      readonly groups: readonly { readonly label: string; readonly values: readonly number[] }[]
      readonly ticks: readonly number[]
      readonly unit: string
      readonly stacked?: boolean
      readonly caption: string
    }
  | {
      readonly kind: 'lines'
      readonly title: string
      readonly series: readonly Series[]
      readonly x: Axis
      readonly y: Axis
      readonly limit?: { readonly at: number; readonly text: string }
      readonly caption: string
    }
  | {
      readonly kind: 'diagram'
      readonly title: string
      readonly nodes: readonly Node[]
      readonly edges: readonly Edge[]
      readonly caption?: string
    }
  | {
      readonly kind: 'figure'
      readonly title: string
      readonly draw: (page: Page, theme: Theme) => void
      readonly caption?: string
    }
  | {
      readonly kind: 'closing'
      readonly title: string
      readonly items: readonly string[]
      readonly last: string
    }
)

export interface Axis {
  readonly name: string
  readonly ticks: readonly number[]
  readonly unit?: string
}

/** A deck as its content file writes it. `talk` is the talk's folder. */
export interface DeckContent {
  readonly talk: string
  readonly title: string
  readonly subtitle?: string
  readonly speakers: string
  readonly affiliation: string
  readonly theme: Theme
  readonly slides: readonly Slide[]
  /** The talk offers a PPTX beside the PDF. */
  readonly pptx?: boolean
}
