import path from 'node:path'
import { unzipSync, zipSync, type Zippable } from 'fflate'

import type { Random } from './random.js'

/** One way of damaging a file. */
interface Mutation {
  readonly name: string
  readonly apply: (bytes: Buffer, random: Random) => Buffer
}

/** How a file is damaged: whatever it is, as text, or inside the ZIP archive it is. */
export type Substance = 'binary' | 'text' | 'zip'

export interface Mutated {
  readonly bytes: Buffer
  /** The names of what was done, in order. */
  readonly how: readonly string[]
}

/** Repeated tokens and duplicated runs end here. */
const MOST_BYTES = 4 << 20

const BINARY: readonly Mutation[] = [
  { name: 'truncate', apply: (bytes, random) => bytes.subarray(0, random.below(bytes.length)) },
  {
    name: 'cut off the start',
    apply: (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 4096))),
  },
  {
    name: 'flip bits',
    apply: (bytes, random) => {
      for (let n = 1 + random.below(30); n > 0 && bytes.length > 0; n--) {
        const at = random.below(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      }
      return bytes
    },
  },
  { name: 'zero a run', apply: (bytes, random) => bytes.fill(0, ...run(bytes, random)) },
  {
    name: 'repeat a run',
    apply: (bytes, random) => {
      const [from, to] = run(bytes, random)
      const times = 1 + random.below(50)
      return Buffer.concat([
        bytes.subarray(0, to),
        ...Array<Buffer>(times).fill(bytes.subarray(from, to)),
        bytes.subarray(to),
      ])
    },
  },
  {
    name: 'swap chunks',
    apply: (bytes, random) => {
      const [a, b, c] = [
        random.below(bytes.length),
        random.below(bytes.length),
        random.below(bytes.length),
      ].sort((one, other) => one - other)
      return Buffer.concat([
        bytes.subarray(0, a),
        bytes.subarray(b, c),
        bytes.subarray(a, b),
        bytes.subarray(c),
      ])
    },
  },
  {
    name: 'make a length huge',
    apply: (bytes, random) => {
      const value = Buffer.from(
        random.pick(['ffffffff', '7fffffff', 'fffffffe', '00ffffff', '01ffffffffffffff']),
        'hex',
      )
      // Lengths stand in headers more often than in what is between them.
      const at = random.below(random.below(2) === 0 ? Math.min(bytes.length, 2048) : bytes.length)
      value.copy(bytes, at)
      return bytes
    },
  },
  { name: 'drop a run', apply: (bytes, random) => without(bytes, ...run(bytes, random)) },
]

/** The ways of damaging text; one of them points at a file that nothing may read. */
const textMutations = (outside: string): readonly Mutation[] => [
  {
    name: 'shuffle lines',
    apply: asText((text, random) => {
      const lines = text.split('\n')
      for (let i = lines.length - 1; i > 0; i--) {
        const j = random.below(i + 1)
        ;[lines[i], lines[j]] = [lines[j] ?? '', lines[i] ?? '']
      }
      return lines.join('\n')
    }),
  },
  {
    name: 'switch the encoding',
    apply: (bytes, random) => {
      const text = bytes.toString('utf8')
      const name = random.pick([
        'utf16le',
        'utf16be',
        'utf8 with mark',
        'latin1',
        'utf32le',
        'utf16le without mark',
      ])
      if (name === 'utf8 with mark') return Buffer.from(`\ufeff${text}`)
      if (name === 'latin1') return Buffer.from(`${text} na\u00efve caf\u00e9 \u00bb`, 'latin1')
      if (name === 'utf16le without mark') return Buffer.from(text, 'utf16le')
      if (name === 'utf32le')
        return Buffer.from(
          new Uint32Array([0xfeff, ...Array.from(text, (c) => c.codePointAt(0) ?? 0)]).buffer,
        )
      const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
      return name === 'utf16be' ? utf16.swap16() : utf16
    },
  },
  {
    name: 'repeat a token',
    apply: asText((text, random) => {
      const tokens = text.split(/(\s+)/)
      const at = random.below(tokens.length)
      const token = tokens[at]?.trim() ? (tokens[at] ?? '') : '['
      const times = Math.min(random.pick([10, 1000, 100_000]), Math.floor(MOST_BYTES / token.length))
      return [...tokens.slice(0, at), token.repeat(times), ...tokens.slice(at)].join('')
    }),
  },
  {
    name: 'nest brackets',
    apply: asText((text, random) => {
      const at = random.below(text.length)
      const bracket = random.pick(['[', '{"a":', '<b>', '<v a>', '{\\', '&amp;', '- - ', '((', '"', "'"])
      return text.slice(0, at) + bracket.repeat(random.pick([1, 100, 20_000])) + text.slice(at)
    }),
  },
  {
    name: 'change a number',
    apply: asText((text, random) => {
      const numbers = [...text.matchAll(/\d+/g)]
      if (numbers.length === 0) return text
      const { index, 0: digits } = random.pick(numbers)
      const other = random.pick([
        '0',
        '-1',
        '99999999999999999999',
        '1e308',
        'NaN',
        '59',
        '',
        '1'.repeat(5000),
      ])
      return text.slice(0, index) + other + text.slice(index + digits.length)
    }),
  },
  {
    name: 'drop lines',
    apply: asText((text, random) =>
      text
        .split('\n')
        .filter(() => random.below(4) > 0)
        .join('\n'),
    ),
  },
  {
    name: 'change line ends',
    apply: asText((text, random) =>
      text.replaceAll('\n', random.pick(['\r', '\r\n', '\u2028', '\n\n', ' ', '\0'])),
    ),
  },
  {
    name: 'point outside',
    apply: asText((text, random) => {
      const at = random.below(text.length)
      const [before, after] = [text.slice(0, at), text.slice(at)]
      return random.pick([
        `#EXTM3U\n#EXTINF:4,\n${outside}\n`,
        `ffconcat version 1.0\nfile '${outside}'\n`,
        `<!DOCTYPE x [<!ENTITY out SYSTEM "file://${outside}">]>${text}&out;`,
        text.replace(/(path|url|href|src|file)(["=: ]+)[^\s",}]+/, `$1$2${outside}`),
        `${before} ${outside} ${after}`,
        `${before}&out; ../../../${path.basename(outside)} ${after}`,
      ])
    }),
  },
]

/**
 * Damages a good file once, or a few times over. The same seed of `random` damages it the same.
 * @param outside absolute path of a file that nothing may read
 */
export function mutate(good: Buffer, substance: Substance, random: Random, outside: string): Mutated {
  const text = textMutations(outside)
  let bytes: Buffer = Buffer.from(good)
  const how: string[] = []
  for (let n = random.pick([1, 1, 1, 2, 3]); n > 0 && bytes.length > 0; n--) {
    if (substance === 'zip' && random.below(2) === 0) {
      const inside = mutateEntry(bytes, random, [...text, ...BINARY])
      if (inside) {
        bytes = inside.bytes
        how.push(...inside.how)
        continue
      }
    }
    const mutation = random.pick(substance === 'text' && random.below(3) > 0 ? text : BINARY)
    bytes = Buffer.from(mutation.apply(bytes, random)).subarray(0, 2 * MOST_BYTES)
    how.push(mutation.name)
  }
  return { bytes, how }
}

/** Damages one part of a ZIP archive and packs it again; null once the archive itself cannot be opened. */
function mutateEntry(bytes: Buffer, random: Random, mutations: readonly Mutation[]): Mutated | null {
  let entries: Zippable
  try {
    entries = unzipSync(bytes)
  } catch {
    return null
  }
  const name = random.pick(
    Object.keys(entries)
      .filter((entry) => /\.(xml|rels)$/.test(entry))
      .concat('none'),
  )
  const entry = entries[name]
  if (!(entry instanceof Uint8Array) || entry.length === 0) return null
  const mutation = random.pick(mutations)
  entries[name] = mutation.apply(Buffer.from(entry), random)
  return { bytes: Buffer.from(zipSync(entries, { level: 1 })), how: [`${mutation.name} in ${name}`] }
}

function asText(change: (text: string, random: Random) => string): Mutation['apply'] {
  return (bytes, random) => Buffer.from(change(bytes.toString('utf8'), random))
}

function run(bytes: Buffer, random: Random): [from: number, to: number] {
  const from = random.below(bytes.length)
  return [from, Math.min(bytes.length, from + 1 + random.below(random.pick([4, 64, 1024, 16_384])))]
}

function without(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
}
