import { describe, expect, it } from 'vitest'

import { readPlainText } from '../../../src/readers/transcripts/plainText.js'
import { bytes, codesOf, valueOf } from '../reading.js'

const read = (text: string) => readPlainText(bytes(text), 'talk/transcript.txt')

describe('plain text', () => {
  it('makes a cue of each paragraph, without times', () => {
    expect(valueOf(read('One\nline.\n\nTwo.\n'))).toEqual({
      timing: 'none',
      cues: [{ text: 'One line.' }, { text: 'Two.' }],
    })
  })

  it('makes a cue of each line where no line is empty', () => {
    expect(valueOf(read('One\nTwo\n')).cues).toEqual([{ text: 'One' }, { text: 'Two' }])
  })

  it('reads speakers whose names come again, and leaves other colons alone', () => {
    expect(
      valueOf(read('Ann Lee: Hello.\n\nBo: Hi: all.\n\nAnn Lee: Note: this.\n\nBo: Yes.\n\nSummary: done'))
        .cues,
    ).toEqual([
      { text: 'Hello.', speaker: 'Ann Lee' },
      { text: 'Hi: all.', speaker: 'Bo' },
      { text: 'Note: this.', speaker: 'Ann Lee' },
      { text: 'Yes.', speaker: 'Bo' },
      { text: 'Summary: done' },
    ])
  })

  it('says that times in the text are not read', () => {
    expect(codesOf(read('[00:00:01.000 --> 00:00:02.000] Hello\n'))).toEqual(['text-with-times'])
  })
})
