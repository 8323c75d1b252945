/**
 * Text for people and for search: white space of any kind becomes one space, control characters and halves of
 * surrogate pairs go. Nothing else changes.
 */
export function plainWords(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      // eslint-disable-next-line no-control-regex -- control characters are what must go
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
  )
}

/** Lines of a text, whichever of LF, CR and CRLF ends them; CR CR LF is a CRLF that was converted once more. */
export function linesOf(text: string): string[] {
  return text.split(/\r{0,2}\n|\r/)
}
