import { languageTag } from '../readTranscript.js'

/** The languages that recognizers name in words, by their English names in lower case. */
const BY_NAME: ReadonlyMap<string, string> = new Map(
  (
    'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy ' +
    'id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa ' +
    'sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh'
  )
    .split(' ')
    .map((tag) => [new Intl.DisplayNames('en', { type: 'language' }).of(tag)?.toLowerCase() ?? tag, tag]),
)

/** BCP 47 for what a tool calls a language: `en`, `en_us`, `eng`, `English`; null for anything else. */
export function languageNamed(text: string): string | null {
  const named = BY_NAME.get(text.trim().toLowerCase())
  return named ?? languageTag(text.trim().replaceAll('_', '-'))
}
