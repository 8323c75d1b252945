import { describe, expect, it } from 'vitest'
import type { TalkCard } from '../../src/web/pages/card.js'
import { openSite } from './site.js'

const site = await openSite()

/** A list of talks, so many with a picture and so many without. */
function cards(pictured: number, bare: number): Promise<string> {
  const card = (index: number): TalkCard => ({
    name: `Talk ${index}`,
    url: `/events/e/${index}`,
    speakers: '',
    event: 'E',
    eventUrl: '/events/e',
    has: 'transcript',
    still: index < pictured ? { src: `/p/${index}.webp`, width: 1280, height: 720 } : null,
  })
  const list = Array.from({ length: pictured + bare }, (_, index) => card(index))
  return new Promise((resolve, reject) => {
    site.app.render('partials/cards', { cards: list }, (error: Error | null, html) => {
      if (error) reject(error)
      else resolve(html)
    })
  })
}

describe('pictures in a list of talks', () => {
  it('are shown where at least half have one, with a frame for the others', async () => {
    const html = await cards(2, 2)
    expect(html.match(/<img /g)).toHaveLength(2)
    expect(html.match(/class="still"/g)).toHaveLength(4)
    expect(html).not.toContain('cards-plain')
  })

  it('are left out where most frames would be empty', async () => {
    for (const html of [await cards(1, 2), await cards(0, 3)]) {
      expect(html).toContain('cards-plain')
      expect(html).not.toContain('class="still"')
      expect(html.match(/<li/g)).toHaveLength(3)
    }
  })
})

describe('pictures in a schedule', () => {
  it('have no empty frame beside a talk with nothing to see', async () => {
    const { text } = await site.get('/events/ranking-2026')
    const rows = text.split('<li><div class="when">').slice(1)
    const rowOf = (name: string): string => rows.find((row) => row.includes(name)) ?? ''
    expect(rowOf('/events/ranking-2026/recall"')).toContain('class="still"')
    expect(rowOf('/events/ranking-2026/abstract-only"')).toContain('<h')
    expect(rowOf('/events/ranking-2026/abstract-only"')).not.toContain('class="still"')
  })
})
