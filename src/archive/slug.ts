/**
 * A text as part of an address: lower case, without diacritics, everything else than `a-z0-9` a single `-`, at most 80
 * characters. Empty for a text without Latin letters and digits.
 */
export function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
}
