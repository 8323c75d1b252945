import { baseLanguage } from './languages.js'

/**
 * Words that carry no subject, by language: left out of a query that has others. Closed classes only (articles,
 * pronouns, prepositions, auxiliaries), so that nothing a talk could be about is lost.
 */
const STOP_WORDS: Readonly<Record<string, string>> = {
  en: `a an and are as at be been but by can did do does for from had has have he her his how i if in into is it its
    me my no not of on or our she so than that the their them then there these they this those to was we were what
    when where which who why will with would you your`,
  de: `aber als am an auch auf aus bei bin bis das dass dem den der des die du ein eine einem einen einer eines er es
    fur hat ich ihr im in ist ja kann mit nach nicht noch nur oder sie sich sind so uber um und uns von vor war was
    wenn wie wir wird zu zum zur`,
  fr: `a au aux avec ce ces cette dans de des du elle en est et eux il ils j je l la le les leur lui mais me meme mes
    n ne nous on ou par pas pour qu que qui s sa se ses son sont sur ta te tu un une vous y d c`,
  es: `a al como con de del el ella en entre era es esta este esto fue ha han la las le lo los mas me mi muy no nos o
    para pero por que se si sin sobre son su sus un una uno y ya yo`,
  it: `a al alla che chi ci come con da dal dei del della di e gli ha i il in io la le lo ma mi ne nel non o per piu
    se si sono su sua suo un una uno`,
  nl: `aan al als bij dat de die dit een en er haar had heb het hij hoe ik in is je maar me met mijn naar niet nog of
    om ook op over te tot uit van voor was wat we wel wij zijn zo`,
  pt: `a ao as com como da das de do dos e ela ele em entre era essa este eu foi ha isso la mais mas me na nao nas no
    nos o os ou para pela pelo por que se sem ser seu sua um uma`,
  sv: `att av de den det dig du eller en er ett for fran han har hon i inte jag kan man med men mig nar och om pa sa
    sig sin som till ut var vi`,
  ru: `а без бы в во вы да для до его ее если есть еще же за и из или им их к как ко мы на не него нет но ну о об он
    она они от по под при с со так там то ты у уже что это я`,
  ja: `の は が を に で と も や か へ た て だ な よ ね から まで です ます する した して こと これ それ`,
  zh: `的 了 在 是 我 有 和 就 不 人 都 一 也 很 到 说 要 去 你 会 着 我们 他 她 它 这 那 与 或 但`,
  ar: `في من على الى عن مع هذا هذه ذلك التي الذي ان او و ما لا هو هي كان قد كما`,
}

/** The stop words of some languages (BCP 47), as the analyzer writes them; English is always among them. */
export function stopWordsOf(languages: Iterable<string>): ReadonlySet<string> {
  const subtags = new Set(['en', ...[...languages].map(baseLanguage)])
  return new Set(
    [...subtags].flatMap((subtag) =>
      Object.hasOwn(STOP_WORDS, subtag) ? (STOP_WORDS[subtag] ?? '').split(/\s+/) : [],
    ),
  )
}
