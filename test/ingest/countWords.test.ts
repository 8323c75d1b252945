import { describe, expect, it } from 'vitest'

import { countWords } from '../../src/ingest/countWords.js'

describe('words are counted', () => {
  it.each([
    ['Every word of a sentence counts.', 6],
    ['', 0],
    ['  \n ', 0],
    ['well — no … yes', 3],
    ['♪ ♪', 0],
    ['C++ and p99, state-of-the-art', 4],
    ['das Gezeitenkraftwerk läuft', 3],
    ['البحر واسع جدا', 3],
    ['오늘 날씨가 좋다', 3],
  ])('between spaces: %j', (text, words) => {
    expect(countWords(text)).toBe(words)
  })

  it.each([
    ['今日は天気がいいですね。', 4, 8],
    ['我们今天讨论机器学习', 4, 6],
    ['วันนี้อากาศดีมาก', 3, 5],
    ['Kubernetesの話をします', 4, 6],
  ])('by dictionary in scripts without spaces: %s', (text, least, most) => {
    expect(countWords(text)).toBeGreaterThanOrEqual(least)
    expect(countWords(text)).toBeLessThanOrEqual(most)
  })
})
