import { describe, expect, it } from 'vitest'

import { FORMATS, formatOf } from '../../src/readers/formats.js'

describe('the table of formats', () => {
  it.each([
    ['transcript.en.vtt', 'webvtt', 'transcript', 'text/vtt'],
    ['Captions.DE.SRT', 'srt', 'transcript', 'application/x-subrip'],
    ['transcript.json', 'whisper-json', 'transcript', 'application/json'],
    ['transcript.txt', 'plain-text', 'transcript', 'text/plain'],
    ['README.txt', 'readme', 'attachment', 'text/plain'],
    ['chapters.vtt', 'chapters-webvtt', 'attachment', 'text/vtt'],
    ['slides.pdf', 'pdf', 'slides', 'application/pdf'],
    ['deck.key', 'keynote', 'slides', 'application/vnd.apple.keynote'],
    ['a/b/video.m4v', 'mp4', 'video', 'video/mp4'],
    ['talk.mov', 'quicktime', 'video', 'video/quicktime'],
    ['talk.AVI', 'avi', 'video', 'video/x-msvideo'],
    ['talk.m2ts', 'mpeg', 'video', 'video/mpeg'],
    ['talk.wma', 'windows-audio', 'audio', 'audio/x-ms-wma'],
    ['talk.opus', 'ogg', 'audio', 'audio/ogg'],
    ['poster.jpg', 'poster-jpeg', 'poster', 'image/jpeg'],
    ['Cover-large.PNG', 'poster-png', 'poster', 'image/png'],
    ['photo.webp', 'attachment-webp', 'attachment', 'image/webp'],
  ])('knows %s', (name, id, role, mediaType) => {
    expect(formatOf(name)).toMatchObject({ id, role, mediaType })
  })

  it.each(['notes', '.vtt', 'archive.zip', 'a.vtt/noise', ''])('knows nothing of %j', (name) => {
    expect(formatOf(name)).toBeNull()
  })

  it('has a reader for each transcript, and unique ids', () => {
    expect(FORMATS.filter((format) => format.role === 'transcript').every((format) => format.read)).toBe(true)
    expect(new Set(FORMATS.map((format) => format.id)).size).toBe(FORMATS.length)
  })
})
