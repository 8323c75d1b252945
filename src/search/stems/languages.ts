import type { Endings } from './endings.js'

const LATIN = /^[a-z]{3,40}$/

/** Danish and both kinds of Norwegian, which share their endings. */
const NORDIC: Endings = {
  letters: LATIN,
  steps: [[[3, 'ernes erne erer enes ende edes ene ers ens ets ede ete er en et es ar as e a s']]],
}

/**
 * Endings by base language. Words come without diacritics (é is e, й is и, ة is ه), so that the tables are ours; they
 * follow the light stemmers of J. Savoy (Light stemming approaches for the French, Portuguese, German and Hungarian
 * languages, SAC 2006), M. F. Porter's for Russian and Swedish (snowballstem.org) and light10 for Arabic (L. Larkey
 * et al., Improving stemming for Arabic information retrieval, SIGIR 2002).
 */
export const ENDINGS: Readonly<Record<string, Endings>> = {
  fr: {
    letters: LATIN,
    steps: [
      [
        [
          4,
          `erions eriez eraient erait erais erons eront erez eras erai era issaient issait issent issons issez issant
          aient ait ais ant ants ante antes ions iez er ez ee ees ent ents ement ements ons es e`,
        ],
        [3, 'eaux>eau aux>al eux>eu x s e'],
      ],
      [[3, 'ell>el enn>en ett>et']],
    ],
  },
  es: {
    letters: LATIN,
    steps: [
      [
        [
          4,
          `aremos eremos iremos ariamos eriamos iriamos abamos iendo ando ieron aron aban abas aba ados adas ado ada
          idos idas ido ida arian erian irian aria eria iria aran eran iran ara era ira amos emos imos ian ias ia io ar er
          ir an en as os es a o e`,
        ],
        [3, 'ces>z es s e'],
      ],
    ],
  },
  it: {
    letters: LATIN,
    steps: [
      [
        [
          4,
          `eranno iranno arono erono irono avano evano ivano iamo iate ando endo ato ata ati ate ito ita iti ite uto uta
          uti ute are ere ire ano ono ava evo eva eve ivo iva`,
        ],
        [3, 'che>c chi>c ghe>g ghi>g ie ia io ii a e i o'],
      ],
    ],
  },
  pt: {
    letters: LATIN,
    steps: [
      [
        [
          4,
          `aremos eremos iremos avamos ariam eriam iriam aria eria iria aram eram iram avam ava ando endo indo ados adas
          ado ada idos idas ido ida amos emos imos ar er ir ou eu iu am em`,
        ],
        [3, 'coes>ca oes>a aes>a ais>al eis>el ois>ol uis>ul res>r zes>z ns>m'],
        [4, 'as os es a o e'],
        [3, 's'],
      ],
    ],
  },
  de: {
    letters: LATIN,
    steps: [[[3, 'ern em en er es e s n']], [[4, 'est et st t']]],
  },
  nl: {
    letters: LATIN,
    steps: [[[3, 'en ers>er els>el ems>em jes>je ies>ie e']], [[4, 'dd tt d t']]],
    // maakt, maken; bedden, bed; brieven, brief; huizen, huis
    tidy: (stem) =>
      stem
        .replace(/(?<=.)([aeou])\1(?=[^aeiou]$)/, '$1')
        .replace(/(?<=..)([^aeiou])\1$/, '$1')
        .replace(/v$/, 'f')
        .replace(/z$/, 's'),
  },
  sv: {
    letters: LATIN,
    steps: [
      [
        [
          3,
          `heterna heten heter arnas ernas ornas arna erna orna andet ande aste ades ade are arens arnes ets ens ast ar
          er or en et at ad an as es ans a e s t`,
        ],
      ],
    ],
  },
  da: NORDIC,
  nb: NORDIC,
  nn: NORDIC,
  no: NORDIC,
  // Vowels go before consonants, so that a noun that looks like a verb (материал) is cut alike in all its cases.
  ru: {
    letters: /^[а-я]{3,40}$/u,
    steps: [
      [[3, 'ся лась>ла лось>ло лись>ли юсь>ю усь>у есь>е вшись>в']],
      [
        [
          4,
          `ениями ениям ениях ением ении ение ения ению ениеи аниями аниям аниях анием ании ание ания анию ованиями
          ованиям ованиях ованием овании ование ования ованию`,
        ],
        [
          3,
          `ыми ими ого его ому ему ее ые ие ои ыи ии еи ую юю ая яя ою ею иями ями ами ишь ешь ете ите ью ию ия иею
          и ы ь ю я у о е а`,
        ],
      ],
      [
        [
          4,
          `ованн ован енн ен анн ан янн ян вш ущ ующ ющ ащ ающ ящ яющ оват овал ова ат ят ит ет ут ют ает ают яет яют ует
          уют еет еют ал ял ил ел аем яем уем еем ем ом им ым ам ям ах ях ых их ов ев аи ми`,
        ],
      ],
      [[3, 'нн>н ь и']],
    ],
  },
  ar: {
    letters: /^[\u0621-\u064a]{2,40}$/u,
    prefixes: [3, 'وال بال كال فال ال لل و'],
    steps: [[[3, 'ها ان ات ون ين']], [[3, 'يه ه ي']]],
  },
  // Particles, which are written on the noun; letters are syllables.
  ko: {
    letters: /^[\uac00-\ud7a3]{2,20}$/u,
    steps: [
      [
        [
          2,
          `에서는 에서도 으로는 으로도 에서의 에게서 이라는 이라고 에서 으로 에게 까지 부터 처럼 보다 마다 에는 에도 로는 라는
          들은 들이 들을 들의 들에 들 은 는 이 가 을 를 의 에 로 와 과 도 만`,
        ],
      ],
    ],
  },
}
