/** The text itself when it is an http or https address, else null: nothing else becomes a link. */
export function webAddress(text: string | undefined): string | null {
  if (!text || !URL.canParse(text)) return null
  return ['http:', 'https:', 'mailto:'].includes(new URL(text).protocol) ? text : null
}
