import { describe, expect, it } from 'vitest'

import { guessLanguage } from '../../../src/readers/transcripts/guessLanguage.js'

const SAID = {
  en: 'The harbour wall was moved one winter, and nobody wrote down where it had been before that. ',
  de: 'Die Mauer des Hafens wurde in einem Winter versetzt, und niemand schrieb auf, wo sie vorher stand. ',
  fr: "Le mur du port a été déplacé un hiver, et personne n'a noté où il se trouvait auparavant. ",
  es: 'El muro del puerto fue trasladado un invierno y nadie anotó dónde había estado hasta entonces. ',
  sv: 'Hamnens mur flyttades en vinter, och ingen skrev ner var den hade stått innan dess. ',
  ru:
    'Сегодня я расскажу о том, как мы измеряли уровень моря в маленьком порту. Стену гавани однажды зимой передвинули, ' +
    'и никто не записал, где она стояла прежде. Поэтому мы вернулись к старым фотографиям, на которых за водой видна ' +
    'церковь. По ним можно было вычислить место, но на это ушло одиннадцать лет, потому что приборы показывали разное. ' +
    'Спасибо за внимание, а теперь я с удовольствием отвечу на ваши вопросы. ',
  ja: '港の壁はある冬に動かされましたが、以前どこにあったのかを誰も書き留めませんでした。',
  zh: '港口的墙在一个冬天被移动了，没有人记下它以前在哪里。',
  ar: 'نُقل جدار الميناء في أحد فصول الشتاء ولم يدوّن أحد أين كان قبل ذلك. ',
} as const

describe('the language of a text', () => {
  it.each(Object.entries(SAID))('%s', (language, sentence) => {
    expect(guessLanguage(sentence.repeat(8))).toBe(language)
  })

  it.each(['ja', 'zh'] as const)('%s, from a line: no other language has its letters', (language) => {
    expect(guessLanguage(SAID[language])).toBe(language)
  })

  it.each([
    ['too little', SAID.en],
    ['nothing', ''],
    ['no words', '1 2 3 4 5 6 7 8 9 '.repeat(60)],
    ['as much of one as of another', (SAID.en.repeat(12) + SAID.zh.repeat(40)).repeat(3)],
  ])('is not guessed from %s', (_, text) => {
    expect(guessLanguage(text)).toBeNull()
  })
})
