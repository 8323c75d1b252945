/** Scripts that are written without spaces. */
const UNSPACED =
  /(?:(?=[\p{L}\p{M}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])+/gu
const SPELT = /[\p{L}\p{N}]/u

// The dictionaries of the segmenter are the same for every locale.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** How many words a text has: what stands between spaces, and by dictionary in scripts that are written without them. */
export function countWords(text: string): number {
  let unspaced = 0
  const spaced = text.replace(UNSPACED, (run) => {
    for (const { isWordLike } of segmenter.segment(run)) if (isWordLike) unspaced++
    return ' '
  })
  return unspaced + spaced.split(/\s+/).filter((word) => SPELT.test(word)).length
}
