import type { Random } from '../../torture/random.js'

/** Word forms in the vocabulary, and the exponent of their frequencies: the study's. */
export const FORMS = 63_900
const ZIPF = 1.05

/** English function words, about as frequent as this order says. */
const STOP_WORDS =
  `the of and to a in is that it for we you this are on with as be have so i can at not from by but or
  if they what was an will one all there do which about when has more then these our up out how just would your like
  get been into them its some other than also their here where had very were who because does now his my should those
  could only see me no too her most each over any she him did us while through both between being same after before
  such why off again under own during few once having until against`.split(/\s+/)

/** Terms of the field, spread over the middle ranks. */
const TERMS =
  `latency cache kernel compiler tensor inference gradient transformer cluster scheduler replica consensus
  throughput pipeline embedding quantization accelerator bandwidth database transaction index query vector kubernetes
  container protocol encryption memory register bytecode garbage allocator thread lock mutex packet router firmware
  robot sensor genome telescope reactor polymer enzyme neutron plasma catalyst neuron`.split(/\s+/)
const FIRST_TERM = 300
const TERM_EVERY = 40

const ONSETS =
  'b c d f g h j k l m n p r s t v w bl br cl cr dr fl fr gl gr pl pr sc sh sk sl sm sn sp st str sw th tr'.split(
    ' ',
  )
const NUCLEI = 'a e i o u a e i o u ai ea ee ou'.split(' ')
const CODAS = ['', '', '', '', '', '', '', '', '', ...'n r l s t m d ck nd nt st ng rt sh'.split(' ')]
const ENDINGS = ['s', 'ed', 'ing']

/** All words of the corpus, most frequent first. */
export interface Vocabulary {
  readonly words: readonly string[]
  /** Ranks below this are function words. */
  readonly stopWords: number
  /** A rank, by Zipf's law. */
  draw(random: Random): number
}

/** Real function words, terms of the field, and pronounceable words that mean nothing, some in several forms. */
export function createVocabulary(random: Random): Vocabulary {
  const words = [...STOP_WORDS]
  const known = new Set([...STOP_WORDS, ...TERMS])
  const terms = [...TERMS]
  const add = (word: string): void => {
    if (known.has(word) || words.length >= FORMS) return
    known.add(word)
    words.push(word)
  }
  while (words.length < FORMS) {
    const term = (words.length - FIRST_TERM) % TERM_EVERY === 0 ? terms.shift() : undefined
    if (term !== undefined && words.length >= FIRST_TERM) {
      words.push(term)
      continue
    }
    if (term !== undefined) terms.unshift(term)
    const syllables = words.length < 2000 ? 1 + random.below(2) : 2 + random.below(2)
    const lemma = Array.from({ length: syllables }, () => syllable(random)).join('')
    if (lemma.length < 3) continue
    add(lemma)
    if (words.length > 1500) for (const ending of ENDINGS) if (random.below(5) === 0) add(lemma + ending)
  }
  return { words, stopWords: STOP_WORDS.length, draw: zipfSampler(words.length) }
}

function syllable(random: Random): string {
  return random.pick(ONSETS) + random.pick(NUCLEI) + random.pick(CODAS)
}

/** Draws numbers below `size`, the first most often, as Zipf's law says. */
export function zipfSampler(size: number): (random: Random) => number {
  return createSampler(Float64Array.from({ length: size }, (_, rank) => 1 / (rank + 1) ** ZIPF))
}

/** Draws indexes by weight in constant time (A. J. Walker, ACM TOMS 3(3), 1977, in M. D. Vose's form). */
function createSampler(weights: Float64Array): (random: Random) => number {
  const size = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const share = weights.map((weight) => (weight * size) / total)
  const other = new Int32Array(size)
  const small: number[] = []
  const large: number[] = []
  share.forEach((value, index) => (value < 1 ? small : large).push(index))
  for (let low = small.pop(), high = large.pop(); high !== undefined;) {
    if (low === undefined) break
    other[low] = high
    share[high] = (share[high] ?? 0) + (share[low] ?? 0) - 1
    if ((share[high] ?? 0) < 1) {
      low = high
      high = large.pop()
    } else low = small.pop()
    if (high === undefined) share[low ?? 0] = 1
  }
  return (random) => {
    const index = random.below(size)
    return random.below(2 ** 32) / 2 ** 32 < (share[index] ?? 1) ? index : (other[index] ?? 0)
  }
}
