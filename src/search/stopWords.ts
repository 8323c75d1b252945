import { fold } from './fold.js'
import { baseLanguage } from './languages.js'

/**
 * Words that carry no subject, by language: left out of a query that has others. Closed classes only (articles,
 * pronouns, prepositions, auxiliaries, words that ask), so that nothing a talk could be about is lost.
 */
const STOP_WORDS: Readonly<Record<string, string>> = {
  en: `a an and are arent as at be because been being but by can cant could couldnt did didnt do does doesnt dont for
    from had has have he he'll her hers him his how i i'd i'll if in into is isnt it its ive let lets me my no not of
    on or our ours shall she she'd she'll should shouldnt so than that thats the their them then there theres these
    they theyre this those to was wasnt we we'd we'll we're were weve what whats when where which who whom whose why
    will with wont would wouldnt you your youre`,
  de: `aber als also am an auch auf aus bei beim bin bis da dann das dass dein deine dem den denn der des die dies
    diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch fur gegen
    habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes
    jetzt kann kein keine keinen konnen man mein meine mich mir mit muss mussen nach nicht noch nun nur ob oder ohne
    schon sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte uber um und uns unser unsere
    unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches wem wen wenn wer werden
    weshalb wie wieso will wir wird wo woher wohin wollen wurde wurden zu zum zur`,
  fr: `a ai alors as au aussi aux avec avez avoir avons c ca car ce cela ces cet cette ceux chez ci comme comment d
    dans de des donc dont du elle elles en est et etaient etait etes etre eu eux fait faire fut il ils j je l la
    laquelle le lequel les lesquelles lesquels leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on
    ont ou par pas peut peuvent plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera
    ses si son sont sous soit sur t ta te tes toi ton tres tu un une vers vos votre vous y`,
  es: `a al algo ante antes aquel aquella asi aun aunque cada como con cual cuales cuando cuanto cuantos cuya cuyo de
    del desde donde dos e el ella ellas ellos en entonces entre eran eres es esa esas ese eso esos esta estaba estamos
    estan estar estas este esto estos estoy fue fueron ha haber habia han has hasta hay he hemos la las le les lo los
    mas me mi mis muy ni no nos nosotros nuestra nuestro o os otra otro para pero por porque puede pueden pues que
    quien quienes se sea ser si sin sobre somos son soy su sus tambien tan te tiene tienen todo tu tus u un una unas
    uno unos y ya yo`,
  it: `a agli ai al alla alle allo anche c che chi ci come con cosa cosi cui d da dagli dai dal dalla dalle degli dei
    del della delle dello di dove e ed erano essere fa gli ha hai hanno ho i il in io l la le lei lo loro lui ma me mi
    mia mio ne negli nei nel nella nelle no noi non nostra nostro o per perche piu po quale quali quando quanto quella
    quelle quelli quello questa queste questi questo qui se sei si sia siamo sono su sua sue sugli sui sul sulla suo
    suoi ti tra tu tua tuo un una uno vi voi`,
  nl: `aan al als bij dan dat de der deze die dit een en er gaan had hebben heb heeft het hier hij hoe hun ik in is ja
    je kan kunnen maar me men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op te tegen toch
    toen tot u uit uw van veel voor waar waarom wanneer waren was wat we wel welk welke werd wie wij worden wordt zal
    ze zich zij zijn zo zou`,
  pt: `a ao aos as ate com como da das de dela dele deles depois do e ela elas ele eles em entre eram essa essas esse
    esses esta estamos estao estava estas este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha
    muito na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais
    quando quanto que quem se seja sem ser seu seus so sobre sua suas tambem te tem ter teu tua um uma umas uns voce
    voces`,
  sv: `alla allt an att av bara blev bli blir da dar de dem den denna deras dess det detta din ditt du efter eller en
    er ett for fran ha hade han har henne hennes hon honom hur i icke in inte ja jag kan kunde man med mellan mig min
    mitt mot mycket nagon nagot nar nej ni nu och om oss pa sa sadan sin sitt ska skulle som till under upp ut utan
    vad var vara varfor varit vars vart vem vi vid vilka vilken vilket`,
  da: `af alle at blev blive da de dem den denne der deres det dette din dit du efter eller en er et for fra ha han
    har havde hende hendes her hun hvad hvem hvor hvordan hvorfor i ikke ind jeg jo kan man med mig min mit mod nar
    ned noget nogle nu og om op os pa sa sadan selv sig sin skal skulle som thi til ud under var vi vil ville vor`,
  ru: `а без бы был была были было быть в вам вас во вот все всех вы где да даже для до его ее если есть еще же за
    зачем и из или им их к как какая какие какими каких какого какои какое какую ко когда которая которое которую
    которые которых которыи который ли лишь мне может мои мы на над нам нас не него нее ней неи нет ни них но ну о об
    он она они оно от перед по под почему при про с сам себя со так также такая такие такои там то тогда того тоже
    только том тот ту ты у уже чего чем что чтобы эта эти этих это этого этои этом этот эту я`,
  ja: `の は が を に で と も や か へ た て だ な よ ね から まで です ます する した し こと これ それ あれ この その
    どう なぜ 何 どうして いつ どこ 誰 だれ どれ どの いる ある ない という ため よう もの`,
  zh: `的 了 在 是 我 有 和 就 不 人 都 一 也 很 到 说 要 去 你 会 着 我们 他 她 它 这 那 与 或 但 吗 呢 吧 啊 什么 为什么 怎么
    怎样 如何 哪 哪里 哪个 哪些 谁 几 多少 能 能不能 可以 让 把 被 对 从 给 个 你们 他们 这个 那个 这些 那些 因为 所以 而 及`,
  ar: `في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين ان انه او و ما لا هو هي هم هل لم لن ليس كان كانت قد كما كيف
    لماذا متى اين ماذا كل بعد قبل بين ثم حتى اذا لكن نحن انا انت الا`,
  ko: `그 이 저 것 수 등 및 또 또는 그리고 그러나 하지만 왜 어떻게 무엇 언제 어디 누가 어떤 있는 하는 한 할 된`,
}

/** The stop words of some languages (BCP 47), as the analyzer writes them; English is always among them. */
export function stopWordsOf(languages: Iterable<string>): ReadonlySet<string> {
  const subtags = new Set(['en', ...[...languages].map(baseLanguage)])
  return new Set(
    [...subtags].flatMap((subtag) =>
      Object.hasOwn(STOP_WORDS, subtag) ? (STOP_WORDS[subtag] ?? '').split(/\s+/).map(fold) : [],
    ),
  )
}
