import ejs from 'ejs'

/** What a page or a page before a partial hands to a template, by name. */
const LOCALS = [
  'page',
  'frame',
  'anchor',
  'caption',
  'cards',
  'events',
  'hasMedia',
  'icons',
  'kept',
  'label',
  'least',
  'licence',
  'links',
  'name',
  'pages',
  'paragraphs',
  'people',
  'rows',
  'show',
  'showSeries',
  'showTalk',
  'showYear',
  'still',
  'style',
  'transcript',
  'what',
  'when',
]

/**
 * How EJS compiles the templates. Names are declared instead of looked up in the `with` statement that is EJS' default:
 * functions with it are not optimized, and a page of 50 results takes three times as long.
 */
export const VIEW_OPTIONS = { _with: false, destructuredLocals: LOCALS }

/** Renders a template for Express. Compiled templates are kept. */
export function renderView(
  file: string,
  data: object,
  done: (error: Error | null, html?: string) => void,
): void {
  ejs.renderFile(file, data, { ...VIEW_OPTIONS, cache: true }, done)
}
