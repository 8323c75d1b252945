import type { Random } from './random.js'

/** Stands in hostile queries; unescaped in a page it would be an element. */
export const INJECTED = '<x-injected'

const PIECES: readonly string[] = [
  ...['latency', 'memory', 'embedding', 'the', 'a', 'LATANCY', 'state-of-the-art', '1,000', 'p99', 'don’t'],
  ...[
    'C++',
    'C#',
    '.NET',
    '(',
    ')',
    '[',
    '\\',
    '*',
    '+',
    '?',
    '^',
    '$',
    '|',
    '{1,9999}',
    '(a+)+$',
    '/',
    '%',
    '%%',
  ],
  ...[
    '"',
    '“',
    '„',
    '«',
    "'",
    '`',
    '-',
    '--',
    '-"',
    ':',
    '::',
    'in:',
    'year:',
    'speaker:"',
    'has:\u0000',
    'lang:xx-',
  ],
  ...[
    'in:speech',
    'year:2020',
    'topic:a',
    'event:"a b"',
    'talk:',
    '__proto__:',
    'constructor:x',
    '-in:slide',
  ],
  ...['🙂', '👩‍👩‍👧‍👦', 'e\u0301', 'Ⅷ', 'ﬁ', 'ß', 'İ', '検索', 'について', '검색은', 'مرحبا', 'שלום', 'ประเทศไทย'],
  ...[
    '\u202e',
    '\u200f',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u0000',
    '\u0007',
    '\u2028',
    '\ud800',
    '\udc00',
    '\uffff',
  ],
  ...[
    `${INJECTED} onload=alert(1)>`,
    `">${INJECTED}>`,
    `'>${INJECTED}>`,
    `</script>${INJECTED}>`,
    '&lt;',
    '<%= 1 %>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '../../etc/passwd',
    'javascript:alert(1)',
    '{{7*7}}',
  ],
]
const BYTES = [
  '%',
  '%0',
  '%zz',
  '%00',
  '%ff',
  '%c0%af',
  '%ed%a0%80',
  '%f8%88%80%80',
  '+',
  '%2B',
  '&',
  '=',
  '#',
  ';',
]
const NAMES = [
  'q',
  'q',
  'q',
  'event',
  'speaker',
  'topic',
  'year',
  'lang',
  'in',
  'has',
  'talk',
  'sort',
  'limit',
  'offset',
  'exact',
]
const NUMBERS = ['-1', '0', '1', '50', '1e9', '99999999999999999999', 'NaN', '0x10', ' 5 ', '１０']
const FORMS = ['', '', '', '', '[]', '[0]', '[a][b]', '[__proto__]', '.x', '%00']
/** Characters of an address; longer ones are refused as such. */
const LONGEST = 7000

/** Where queries can be sent; `{talk}` is a talk's full id. */
const PATHS = [
  '/search',
  '/search',
  '/api/v1/search',
  '/api/v1/search',
  '/api/v1/suggest',
  '/search.csv',
  '/api/v1/talks/{talk}/find',
  '/events/{talk}',
]

/** An address with a query that nobody would mean: the same for the same seed. */
export function hostileAddress(random: Random, talk: string): string {
  const parameters = Array.from({ length: 1 + random.below(4) }, () => {
    const name = random.pick(NAMES) + random.pick(FORMS)
    return `${name}=${valueOf(random, name)}`
  })
  const first = `q=${valueOf(random, 'q')}`
  return `${random.pick(PATHS).replace('{talk}', talk)}?${[first, ...parameters].join('&').slice(0, LONGEST)}`
}

function valueOf(random: Random, name: string): string {
  if (random.below(12) === 0) return random.pick(BYTES).repeat(1 + random.below(4))
  if (/^(?:limit|offset)/.test(name)) return encoded(random.pick(NUMBERS))
  const length = random.below(40) === 0 ? 400 : random.below(9)
  const glue = random.pick([' ', ' ', ' ', '', '\u00a0', '\t'])
  const pieces = Array.from({ length }, () => (random.below(4) === 0 ? letters(random) : random.pick(PIECES)))
  return encoded(pieces.join(glue))
}

/** Characters of any plane, lone surrogates among them. */
function letters(random: Random): string {
  const tops = [0x7f, 0x24f, 0x6ff, 0xffff, 0x10ffff]
  return Array.from({ length: 1 + random.below(12) }, () =>
    String.fromCodePoint(random.below(random.pick(tops) + 1)),
  ).join('')
}

/** Percent-encoded as UTF-8; a lone surrogate as the three bytes that no decoder may accept. */
function encoded(text: string): string {
  return Array.from(text)
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(character)
      const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
      return bytes.map((byte) => `%${byte.toString(16)}`).join('')
    })
    .join('')
}
