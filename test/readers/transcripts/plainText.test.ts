import { describe, expect, it } from 'vitest'

import { transcriptIn, valueOf } from '../reading.js'

const read = (text: string) => transcriptIn('talk/transcript.txt', text)

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

  it('reads speakers whose names come again, and leaves other colons alone; whoever spoke last goes on', () => {
    expect(
      valueOf(read('Ann Lee: Hello.\n\nBo: Hi: all.\n\nAnn Lee: Note: this.\n\nBo: Yes.\n\nSummary: done'))
        .cues,
    ).toEqual([
      { text: 'Hello.', speaker: 'Ann Lee' },
      { text: 'Hi: all.', speaker: 'Bo' },
      { text: 'Note: this.', speaker: 'Ann Lee' },
      { text: 'Yes.', speaker: 'Bo' },
      { text: 'Summary: done', speaker: 'Bo' },
    ])
  })
})
