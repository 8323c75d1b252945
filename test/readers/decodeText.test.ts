import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decodeCp1252 } from '../../src/readers/cp1252.js'
import { decodeText, MAX_TEXT_BYTES } from '../../src/readers/decodeText.js'
import { formatOf } from '../../src/readers/formats.js'
import { codesOf, transcriptIn, valueOf } from './reading.js'

const utf16 = (text: string, bigEndian: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}
const utf32 = (text: string, littleEndian: boolean): Uint8Array => {
  const codes = [0xfeff, ...Array.from(text, (character) => character.codePointAt(0) ?? 0)]
  const view = new DataView(new ArrayBuffer(codes.length * 4))
  codes.forEach((code, i) => {
    view.setUint32(i * 4, code, littleEndian)
  })
  return new Uint8Array(view.buffer)
}

/** What this runtime cannot write, as its bytes. */
const LEGACY: Readonly<Record<string, readonly [base64: string, text: string]>> = {
  'windows-1251': [
    '0fLl7fMg4+Di4O3oIO7k7eDm5Psg5+js7ukg7+Xw5eTi6O3z6+gsIOgg7ejq8u4g7eUg5+Dv6PHg6ywg4+TlIO7t4CDx8u7/6+Ag7/Dl5uTlLg==',
    'Стену гавани однажды зимой передвинули, и никто не записал, где она стояла прежде.',
  ],
  'koi8-r': [
    '89TFztUgx8HXwc7JIM/EzsHWxNkg2snNz8og0MXSxcTXyc7VzMksIMkgzsnL1M8gzsUg2sHQydPBzCwgx8TFIM/OwSDT1M/RzMEg0NLF1sTFLg==',
    'Стену гавани однажды зимой передвинули, и никто не записал, где она стояла прежде.',
  ],
  'windows-1253': [
    'zyD079/37/Ig9O/1IOvp7OHt6e/9IOzl9OHq6e3e6Ofq5SDd7eHtIPfl6ez+7eEg6uHpIOrh7eXf8iDk5e0g3ePx4fjlIPDv/SDi8enz6vz04e0g8PHp7S4=',
    'Ο τοίχος του λιμανιού μετακινήθηκε έναν χειμώνα και κανείς δεν έγραψε πού βρισκόταν πριν.',
  ],
  'windows-1255': [
    '9+n4IOTw7uwg5OXm5iDh5+X48yDg5+Mg5eDp+SDs4CD4+e0g5Onr7yDy7uMg9+Xj7SDs6+8u',
    'קיר הנמל הוזז בחורף אחד ואיש לא רשם היכן עמד קודם לכן.',
  ],
  'windows-1256': [
    '5N7hIMzPx9Egx+Hj7eTHwSDd7SDDzc8g3dXm4SDH4dTKx8Eg5uHjIO3P5uQgw83PIMPt5CDfx+Qg3sjhINDh3y4=',
    'نقل جدار الميناء في أحد فصول الشتاء ولم يدون أحد أين كان قبل ذلك.',
  ],
  shift_jis: [
    'jWCCzJXHgs2CoILpk36CyZOugqmCs4LqgtyCtYK9gqqBQYjIkU+Cx4KxgsmCoILBgr2CzIKpgvCSToLgj5GCq5evgt+C3IK5gvGCxYK1gr2BQg==',
    '港の壁はある冬に動かされましたが、以前どこにあったのかを誰も書き留めませんでした。',
  ],
  'euc-jp': [
    'ucGkzsrJpM+koqTrxd+ky8awpKuktaTspN6kt6S/pKyhorDKwbCkyaSzpMukoqTDpL+kzqSrpPLDr6TivfGkrc6xpOGk3qS7pPOkx6S3pL+how==',
    '港の壁はある冬に動かされましたが、以前どこにあったのかを誰も書き留めませんでした。',
  ],
  'euc-kr': [
    'x9exuMDHILquwLogvu60wCCw3L/vv6Egv8Ww3MGzsO0gvsa5q7W1ILHXsM3AzCC+7rXwv6EgwNa++rTCwfYgwPu+7iC1zsH2IL7KvtK9wLTPtNku',
    '항구의 벽은 어느 겨울에 옮겨졌고 아무도 그것이 어디에 있었는지 적어 두지 않았습니다.',
  ],
  gb18030: [
    'uNu/2rXEx73U2tK7uPa2rMzssbvSxravwcujrMO709DIy7zHz8LL/NLUx7DU2sTEwO+how==',
    '港口的墙在一个冬天被移动了，没有人记下它以前在哪里。',
  ],
  big5: [
    'tOSkZqq6wPCmYqRArdOlVqTRs1GyvrDKpEahQahTprOkSLBPpFWlpqVIq2WmYq3+uMyhQw==',
    '港口的牆在一個冬天被移動了，沒有人記下它以前在哪裡。',
  ],
  'windows-1250': [
    'jGNpYW5hIHBvcnR1IHpvc3Rhs2EgcHJ6ZXN1bmnqdGEgcGV3bmVqIHppbXkgaSBuaWt0IG5pZSB6YXBpc2GzLCBnZHppZSBzdGGzYSB3Y3plnG5pZWouIFdp6mMgd3LzY2lsaZxteSBkbyBzdGFyeWNoIHpkaurmLCBuYSBrdPNyeWNoIHphIHdvZLkgd2lkYeYga2+cY2nzsy4gWiBuaWNoIG1vv25hIGJ5s28gb2JsaWN6eeYgbWllanNjZSwgYWxlIHphauqzbyBuYW0gdG8gamVkZW5hnGNpZSBsYXQsIHBvbmlld2G/IG9iYSBwcnp5cnq5ZHkgc2nqIG5pZSB6Z2FkemGzeSwgYb8ga3RvnCB6bmFsYXqzIGRydWdpIGR6aWVubmlrLCB3IGt083J5bSBrYb9keSBwcnp5cLN5dyBqZXN0IHphcGlzYW55IHLqY3puaWUsIGR3YSByYXp5IGR6aWVubmllLiBEemnqa3Vq6iB6YSB1d2Fn6iBpIGNo6nRuaWUgb2Rwb3dpZW0gbmEgcHl0YW5pYS4=',
    'Ściana portu została przesunięta pewnej zimy i nikt nie zapisał, gdzie stała wcześniej. Więc wróciliśmy do starych zdjęć, na których za wodą widać kościół. Z nich można było obliczyć miejsce, ale zajęło nam to jedenaście lat, ponieważ oba przyrządy się nie zgadzały, aż ktoś znalazł drugi dziennik, w którym każdy przypływ jest zapisany ręcznie, dwa razy dziennie. Dziękuję za uwagę i chętnie odpowiem na pytania.',
  ],
  'windows-1254': [
    'TGltYW4gZHV2YXL9IGJpciBr/f4gdGH+/W5k/SB2ZSBraW1zZSBkYWhhIPZuY2UgbmVyZWRlIG9sZHXwdW51IHlhem1hZP0uIEJpeiBkZSBzdXl1biBhcmthc/1uZGFraSBraWxpc2VuaW4gZ/Zy/G5k/PD8IGVza2kgZm90b/ByYWZsYXJhIGT2bmT8ay4gT25sYXJkYW4geWVyaSBoZXNhcGxheWFiaWxkaWssIGFtYSBlbWluIG9sbWFt/Xogb24gYmlyIHn9bCBz/HJk/Cwg5/xua/wgaWtpIGFsZXQgYmlyYmlyaW5pIHR1dG11eW9yZHUsIHRhIGtpIGJpcmkgaGVyIGdlbGdpdGluIGVsbGUgZ/xuZGUgaWtpIGtleiB5YXr9bGT98P0gaWtpbmNpIGf8bmz88PwgYnVsYW5hIGthZGFyLiBCdW51biBp52luIGJla+dpeWUgdGX+ZWtr/HIgZXRtZWsgaXN0ZXJpbSB2ZSD+aW1kaSBzb3J1bGFy/W79ev0geWFu/XRsYXlhY2Hw/W0u',
    'Liman duvarı bir kış taşındı ve kimse daha önce nerede olduğunu yazmadı. Biz de suyun arkasındaki kilisenin göründüğü eski fotoğraflara döndük. Onlardan yeri hesaplayabildik, ama emin olmamız on bir yıl sürdü, çünkü iki alet birbirini tutmuyordu, ta ki biri her gelgitin elle günde iki kez yazıldığı ikinci günlüğü bulana kadar. Bunun için bekçiye teşekkür etmek isterim ve şimdi sorularınızı yanıtlayacağım.',
  ],
}

/** UTF-16 without a mark, in scripts that have ever fewer zeros. */
const WITHOUT_MARK: readonly (readonly [script: string, text: string])[] = [
  ['English', 'Hello there'],
  ['Russian', LEGACY['koi8-r']?.[1] ?? ''],
  ['Greek', LEGACY['windows-1253']?.[1] ?? ''],
  ['Arabic', LEGACY['windows-1256']?.[1] ?? ''],
  ['Thai', 'กำแพงท่าเรือถูกย้ายในฤดูหนาวปีหนึ่ง และไม่มีใครจดไว้ว่าก่อนหน้านั้นอยู่ที่ไหน'],
  ['Hindi', 'बंदरगाह की दीवार एक सर्दी में हटाई गई और किसी ने नहीं लिखा कि वह पहले कहाँ थी।'],
  ['Chinese in cues', `1\n00:00:01,000 --> 00:00:09,000\n${LEGACY['gb18030']?.[1] ?? ''}`],
  ['Chinese', LEGACY['gb18030']?.[1] ?? ''],
  ['Chinese, traditional', LEGACY['big5']?.[1] ?? ''],
  ['Japanese', LEGACY['shift_jis']?.[1] ?? ''],
  ['Korean', LEGACY['euc-kr']?.[1] ?? ''],
]

/** UTF-8 that was read as Windows-1252 and saved as UTF-8. */
const twice = (text: string): string => decodeCp1252(Buffer.from(text))
const ENCODED_TWICE: readonly (readonly [language: string, text: string])[] = [
  ['German', 'Grüße über Flüsse'],
  ['one letter', 'We met at the café.'],
  ['punctuation', 'It’s “quoted” – and so on…'],
  ['Polish', 'Wróciliśmy do starych zdjęć'],
  ['Russian', LEGACY['koi8-r']?.[1] ?? ''],
  ['Chinese', LEGACY['gb18030']?.[1] ?? ''],
]

describe('text of unknown encoding', () => {
  it.each([
    ['UTF-8', Buffer.from('Grüße, 世界 🙂'), 'utf-8', 'Grüße, 世界 🙂'],
    ['UTF-8 with a mark', Buffer.from('\ufeffGrüße'), 'utf-8', 'Grüße'],
    ['UTF-16LE', utf16('Grüße 🙂', false, true), 'utf-16le', 'Grüße 🙂'],
    ['UTF-16BE', utf16('Grüße 🙂', true, true), 'utf-16be', 'Grüße 🙂'],
    [
      'UTF-16LE without a mark',
      utf16('1\n00:01 --> 00:02\nHello', false, false),
      'utf-16le',
      '1\n00:01 --> 00:02\nHello',
    ],
    ['UTF-16BE without a mark', utf16('Hello there', true, false), 'utf-16be', 'Hello there'],
    ['UTF-32LE', utf32('Grüße 🙂', true), 'utf-32le', 'Grüße 🙂'],
    ['UTF-32BE', utf32('Grüße 🙂', false), 'utf-32be', 'Grüße 🙂'],
    ['Windows-1252', Buffer.from([0x93, 0x48, 0x69, 0x94, 0x20, 0xe9, 0x80]), 'windows-1252', '“Hi” é€'],
  ])('reads %s', (_, bytes, encoding, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, damaged: 0 })
  })

  it.each(Object.entries(LEGACY))('reads %s', (encoding, [base64, text]) => {
    const bytes = Buffer.from(base64, 'base64')
    expect(decodeText(bytes)).toEqual({ text, encoding, damaged: 0 })
    const srt = Buffer.concat([Buffer.from('1\r\n00:00:01,000 --> 00:00:09,000\r\n'), bytes])
    const reading = formatOf('a.srt')?.read?.(srt, 'a.srt')
    expect(reading?.value?.cues.map((cue) => cue.text)).toEqual([text])
    expect(reading && codesOf(reading)).toEqual(['text-not-utf-8'])
  })

  it.each(WITHOUT_MARK)('reads UTF-16 and UTF-32 without a mark: %s', (_, text) => {
    for (const bigEndian of [false, true]) {
      const short = decodeText(utf16(text, bigEndian, false))
      expect(short).toEqual({ text, encoding: bigEndian ? 'utf-16be' : 'utf-16le', damaged: 0 })
      const long = decodeText(utf32(text, !bigEndian).subarray(4))
      expect(long).toEqual({ text, encoding: bigEndian ? 'utf-32be' : 'utf-32le', damaged: 0 })
    }
  })

  it.each(ENCODED_TWICE)('mends letters that were encoded twice, and says so: %s', (_, text) => {
    const reading = transcriptIn('a.srt', `1\n00:00:01,000 --> 00:00:09,000\n${twice(text)}`)
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual([text])
    expect(reading.problems).toMatchObject([
      { severity: 'warning', code: 'text-encoded-twice', hint: 'save the file as UTF-8 from its source' },
    ])
  })

  it('names letters encoded twice among others, and leaves them', () => {
    const text = `${twice('Grüße, schöne Bäume')} – über`
    const reading = transcriptIn('a.txt', text)
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual([text])
    expect(reading.problems).toMatchObject([
      { code: 'text-encoded-twice', message: expect.stringContaining('ÃŸ for üß') as string },
    ])
  })

  it.each([
    'Grüße, naïve café – “quoted”…',
    'CAFÉ’S À LA CARTE… ÉTÉ»',
    'He typed Ã¼ where others – naïve – saw ü, é and ß.',
    'Привет, мир',
    'ÄÖÜ“ ÑANDÚ… AMANHÃ',
  ])('takes nothing for letters encoded twice that may be meant: %s', (text) => {
    const reading = transcriptIn('a.txt', text)
    expect(valueOf(reading).cues.map((cue) => cue.text)).toEqual([text])
    expect(codesOf(reading)).toEqual([])
  })

  it('keeps UTF-8 with a broken place, and counts it', () => {
    const bytes = Buffer.concat([
      Buffer.from('Grüße über Flüsse, schöne '),
      Buffer.from([0xff]),
      Buffer.from(' Bäume'),
    ])
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', damaged: 1 })
  })

  it('reads any UTF-8 as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\0') && !text.includes('\ufffd'))
        expect(decodeText(Buffer.from(text)).text).toBe(text)
      }),
    )
  })

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeText(bytes).text === 'string'),
    )
  })

  it('names a file that is too large', () => {
    const tooLarge = new Uint8Array(MAX_TEXT_BYTES + 1)
    for (const name of ['big.srt', 'big.json', 'big.md', 'big.yml', 'big.ttml']) {
      const reading = formatOf(name)?.read?.(tooLarge, name)
      expect(reading && codesOf(reading)).toEqual(['text-too-large'])
    }
  })
})
