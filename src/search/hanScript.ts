import pairs from 'opencc-js/dict/TSCharacters'

const HAN = /\p{Script=Han}/gu

/** By character, its spellings in the other script: one simplified, or several traditional ones. */
let spellings: ReadonlyMap<string, readonly string[]> | undefined

/**
 * A query whose Chinese characters are in the script in which the archive has them, traditional or simplified (OpenCC's
 * table): 階 becomes 阶 where only 阶 is in the archive, and the other way round. Characters that are there stay.
 * @param passagesWith in how many passages a character is
 */
export function inScriptOfArchive(query: string, passagesWith: (character: string) => number): string {
  return query.replace(HAN, (character) => {
    if (passagesWith(character) > 0) return character
    const known = others(character).filter((other) => passagesWith(other) > 0)
    return known.sort((a, b) => passagesWith(b) - passagesWith(a))[0] ?? character
  })
}

function others(character: string): readonly string[] {
  spellings ??= readSpellings()
  return spellings.get(character) ?? []
}

function readSpellings(): Map<string, string[]> {
  const read = new Map<string, string[]>()
  const add = (from: string, to: string): void => {
    const known = read.get(from)
    if (known) known.push(to)
    else read.set(from, [to])
  }
  for (const pair of pairs.split('|')) {
    const [traditional = '', simplified = ''] = pair.split(' ')
    add(traditional, simplified)
    add(simplified, traditional)
  }
  return read
}
