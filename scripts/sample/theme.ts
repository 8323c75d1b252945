import type { Face } from './page.js'

/** A colour role: what a shape means, not what it looks like. */
export type Tone = 'accent' | 'second' | 'quiet'

/** The look of one deck. Colours are `#rrggbb`; text colours keep 4.5:1 on `paper` and on the soft fills. */
export interface Theme {
  readonly paper: string
  readonly ink: string
  readonly muted: string
  /** Hairlines and grid: decoration. */
  readonly hair: string
  readonly accent: string
  readonly accentSoft: string
  readonly second: string
  readonly secondSoft: string
  readonly quiet: string
  readonly quietSoft: string
  /** Ground and text of covers and statements. */
  readonly deep: string
  readonly onDeep: string
  readonly onDeepMuted: string
  readonly deepAccent: string
  readonly titleFace: Face
  /** How a slide carries its heading. */
  readonly frame: 'rule' | 'band' | 'side' | 'overline'
}

/** Fill, border and text colour of a shape in a tone. */
export function tones(theme: Theme, tone: Tone): { fill: string; edge: string; strong: string } {
  if (tone === 'accent') return { fill: theme.accentSoft, edge: theme.accent, strong: theme.accent }
  if (tone === 'second') return { fill: theme.secondSoft, edge: theme.second, strong: theme.second }
  return { fill: theme.quietSoft, edge: theme.quiet, strong: theme.ink }
}

const day = {
  paper: '#ffffff',
  ink: '#1c2230',
  muted: '#5b6472',
  hair: '#dde1e7',
  quiet: '#aab3c0',
  quietSoft: '#f1f3f6',
  onDeep: '#ffffff',
} as const

export const themes = {
  dawn: {
    ...day,
    paper: '#fffcf7',
    accent: '#b8402a',
    accentSoft: '#fcebe4',
    second: '#3d3a8c',
    secondSoft: '#ebeaf7',
    quietSoft: '#f5f1ea',
    hair: '#e6dfd3',
    quiet: '#b9b0a2',
    muted: '#645d53',
    deep: '#27244f',
    onDeepMuted: '#c3c0e2',
    deepAccent: '#ff8a66',
    titleFace: 'serifBold',
    frame: 'overline',
  },
  orange: {
    ...day,
    accent: '#b24a0b',
    accentSoft: '#fdeee2',
    second: '#17607a',
    secondSoft: '#e4f1f5',
    deep: '#fdf1e6',
    onDeep: '#2b1a0f',
    onDeepMuted: '#75543d',
    deepAccent: '#d35f14',
    titleFace: 'bold',
    frame: 'rule',
  },
  night: {
    paper: '#10202b',
    ink: '#eef4f6',
    muted: '#a3b6bf',
    hair: '#2b414e',
    accent: '#5cd6c0',
    accentSoft: '#16393f',
    second: '#f4b860',
    secondSoft: '#3a3222',
    quiet: '#5a7482',
    quietSoft: '#1a2f3b',
    deep: '#0a161e',
    onDeep: '#ffffff',
    onDeepMuted: '#a3b6bf',
    deepAccent: '#5cd6c0',
    titleFace: 'bold',
    frame: 'side',
  },
  blue: {
    ...day,
    paper: '#f7f9fd',
    accent: '#2350b8',
    accentSoft: '#e3ebfb',
    second: '#a8355f',
    secondSoft: '#fae7ee',
    deep: '#1f47a8',
    onDeepMuted: '#c8d5f5',
    deepAccent: '#ffd166',
    quietSoft: '#eef1f6',
    titleFace: 'bold',
    frame: 'overline',
  },
  green: {
    ...day,
    accent: '#17694a',
    accentSoft: '#e5f3ec',
    second: '#8a5a00',
    secondSoft: '#fbf1dc',
    deep: '#125a40',
    onDeepMuted: '#c5e3d5',
    deepAccent: '#ffc857',
    titleFace: 'bold',
    frame: 'band',
  },
  crimson: {
    ...day,
    accent: '#9d1f3f',
    accentSoft: '#fbe9ed',
    second: '#2a5d84',
    secondSoft: '#e6eff6',
    deep: '#1b2131',
    onDeepMuted: '#b7c0d1',
    deepAccent: '#f0637f',
    titleFace: 'serifBold',
    frame: 'rule',
  },
  plum: {
    ...day,
    paper: '#fdfbff',
    accent: '#6b2c86',
    accentSoft: '#f3e9f8',
    second: '#0d6b6b',
    secondSoft: '#e0f2f1',
    deep: '#4a1c60',
    onDeepMuted: '#dcc6e8',
    deepAccent: '#f2c14e',
    titleFace: 'serifBold',
    frame: 'side',
  },
} as const satisfies Readonly<Record<string, Theme>>
