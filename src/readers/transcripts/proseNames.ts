import type { ProblemLog } from '../problemLog.js'
import { isName, type LineHead } from './proseHeads.js'
import { isFullName } from './speakerNames.js'

/** The share of times that must have a name behind them or below, for such names to count. */
const MOST = 0.6
/** A single word is a name no longer than this. */
const LONGEST_WORD = 20
/** Words that stand before a colon and name nobody, in languages of talks. */
const NO_NAMES = new Set(
  (
    'note notes nb warning caution example examples question questions answer answers update result results summary ' +
    'conclusion conclusions agenda slide slides chapter section part step tip hint remember important first second ' +
    'third finally next last so and but or also then now here there this that these those what why how when where who ' +
    'yes no ok okay well today tomorrow yesterday music laughter applause silence title date time location place topic ' +
    'subject abstract keywords duration language source url link links references reference credits transcript video ' +
    'audio recording copyright license spoiler fact problem solution idea goal goals reason reminder disclaimer quote ' +
    'definition theorem lemma proof figure table appendix todo ps edit pro con pros cons input output before after ' +
    'hinweis beispiel frage antwort fazit ergebnis achtung also thema titel datum ort folie musik applaus problem lösung ' +
    'remarque exemple question réponse conclusion attention titre sujet musique nota ejemplo pregunta respuesta ' +
    'conclusión título tema música esempio domanda risposta conclusione exemplo pergunta resposta voorbeeld vraag'
  ).split(' '),
)

/**
 * Names where names stand: those that come more than once; those that come once where most paragraphs begin with a name,
 * since somebody may ask a single question, and their words are not those of the one before. A name that is not
 * believed is reported, because its words go to somebody else.
 */
export function namesIn(
  heads: readonly (LineHead | null)[],
  lines: readonly string[],
  isTimed: boolean,
  log: ProblemLog,
): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const bare = new Map<string, number>()
  const count = (map: Map<string, number>, name: string): unknown => map.set(name, (map.get(name) ?? 0) + 1)
  let timed = 0
  heads.forEach((head, i) => {
    if (head?.start != null) timed++
    if (head?.name != null) count(counts, head.name)
    else if (head?.start != null && isTimed) {
      const name = head.rest.trim() || (lines[i + 1] ?? '').trim()
      if (isName(name)) count(bare, name)
    }
  })
  // Short lines of speech look like names too: names they are where most times have one.
  const bareTotal = [...bare.values()].reduce((sum, n) => sum + n, 0)
  const areNames = bareTotal >= timed * MOST && [...bare.values()].some((n) => n > 1)
  const recurring = [...counts].filter(([, n]) => n > 1).map(([name]) => name)
  const once = [...counts].filter(([name, n]) => n === 1 && mayBeName(name)).map(([name]) => name)
  const named = [...counts].reduce((sum, [, n]) => sum + (n > 1 ? n : 0), once.length)
  const isDialogue = recurring.length > 0 && named >= openings(heads) * MOST
  if (recurring.length > 0 && !isDialogue) reportOnce(once, heads, isTimed, log)
  return new Set([...recurring, ...(isDialogue ? once : []), ...(areNames ? bare.keys() : [])])
}

function mayBeName(name: string): boolean {
  if (name.includes(' ')) return isFullName(name)
  return name.length <= LONGEST_WORD && !NO_NAMES.has(name.toLowerCase())
}

/** How many paragraphs begin; lines, where none is empty. */
export function openings(heads: readonly (LineHead | null)[]): number {
  const spoken = heads.filter((head) => head !== null).length
  const after = heads.filter((head, i) => head !== null && (i === 0 || heads[i - 1] === null)).length
  return after > 1 ? after : spoken
}

/** Names that stand above or before words with a time are believed as they are. */
function reportOnce(
  once: readonly string[],
  heads: readonly (LineHead | null)[],
  isTimed: boolean,
  log: ProblemLog,
): void {
  const left = once.filter((name) => !heads.some((head) => isTimed && head?.name === name && head.isBareName))
  const [first] = left
  if (first === undefined) return
  log.add(
    'info',
    'text-name-once',
    `"${first}" stands before a colon only once and was kept as words of the speaker before` +
      (left.length > 1 ? `; so were ${left.length - 1} more` : ''),
    {
      line: heads.findIndex((head) => head?.name === first) + 1,
      hint: 'if it is a speaker, begin every paragraph with the name of who speaks',
    },
  )
}
