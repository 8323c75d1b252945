/** Letters that Unicode does not decompose, as their plain spelling (after lower-casing). */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ς: 'σ',
  // As Lucene's Arabic and Persian normalizers do.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
}
const SPELLED_LETTERS = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu')

/**
 * What folding drops: combining accents, Hebrew points, Arabic harakat and tatweel, invisible joiners and soft hyphens.
 * The marks of Japanese (dakuten) and of Indic and Thai scripts tell words apart and stay.
 */
const DROPPED = new RegExp(
  [
    '\\s|\\u00ad|\\u0640|\\u200c|\\u200d|\\u2060',
    '[\\u0300-\\u036f]',
    '[\\u0591-\\u05bd]|\\u05bf|\\u05c1|\\u05c2|\\u05c4|\\u05c5|\\u05c7',
    '[\\u0610-\\u061a]|[\\u064b-\\u065f]|\\u0670|[\\u06d6-\\u06dc]|[\\u06df-\\u06e8]|[\\u06ea-\\u06ed]',
  ].join('|'),
  'gu',
)

// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/

/** A word as the index writes it: NFKC, lower case, without diacritics (é = e, ß = ss, ø = o). May be empty. */
export function fold(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase()
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(DROPPED, '')
    .normalize('NFC')
    .replace(SPELLED_LETTERS, (letter) => SPELLED[letter] ?? letter)
}
