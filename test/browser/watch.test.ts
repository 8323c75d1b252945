import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { now, openWatch, PHONE, ready, TALK, type Now, type Watch } from './watchVisits.js'

let watch: Watch
const visit: Watch['visit'] = (...visited) => watch.visit(...visited)

beforeAll(async () => {
  watch = await openWatch()
})
afterAll(() => watch.close())

describe('several recordings', () => {
  it.each([
    ['that began together', TALK, 0],
    ['of which the screen began three seconds later', '/events/watch-2026/late-screen', 3],
    // Again where a busy machine let one of the two stand still for a moment.
  ])('%s play in step, through seeks and changes of speed', { retry: 2 }, async (_which, address, lag) => {
    await visit(address, async (page) => {
      await ready(page)
      await page.waitForFunction(
        () => (document.querySelector<HTMLVideoElement>('#screen')?.readyState ?? 0) >= 2,
      )
      const drift = (): Promise<number> =>
        page.evaluate((late) => {
          const [media, screen] = ['#media', '#screen'].map((name) =>
            document.querySelector<HTMLVideoElement>(name),
          )
          return Math.abs((media?.currentTime ?? NaN) - late - (screen?.currentTime ?? NaN))
        }, lag)
      const settled = (): Promise<unknown> =>
        page.waitForFunction((late) => {
          const [media, screen] = ['#media', '#screen'].map((name) =>
            document.querySelector<HTMLVideoElement>(name),
          )
          return (
            media &&
            screen &&
            !screen.seeking &&
            Math.abs(media.currentTime - late - screen.currentTime) < 0.05
          )
        }, lag)
      for (const act of ['5', 'k', '>', 'j', '<']) {
        await page.keyboard.press(act)
        await settled()
        for (let i = 0; i < 8; i += 1) {
          expect(await drift(), `after ${act}`).toBeLessThanOrEqual(0.1)
          await page.waitForTimeout(100)
        }
      }
      await page.keyboard.press('k')
      await page.waitForFunction(() => document.querySelector<HTMLVideoElement>('#screen')?.paused)
      await settled()
    })
  })
})

describe('the words', () => {
  it('are marked one by one where each has its own time', async () => {
    await visit(`${TALK}?t=8`, async (page) => {
      await ready(page)
      await page.keyboard.press('k')
      const seen = new Set<string>()
      for (let i = 0; i < 12; i += 1) {
        const word = await page.evaluate(() => {
          const [range] = CSS.highlights.get('word') ?? []
          return range?.startContainer.textContent?.slice(range.startOffset, range.endOffset) ?? ''
        })
        seen.add(word)
        await page.waitForTimeout(150)
      }
      expect([...seen].filter(Boolean).length).toBeGreaterThan(2)
    })
  })

  it('that are selected can be copied with a link to their second', async () => {
    await visit(
      TALK,
      async (page) => {
        await ready(page)
        const box = await page.locator('.s').nth(2).boundingBox()
        if (!box) throw new Error('the sentence is not laid out')
        await page.mouse.move(box.x + 4, box.y + 8)
        await page.mouse.down()
        await page.mouse.move(box.x + 120, box.y + 10, { steps: 6 })
        await page.mouse.up()
        await page.locator('.quote').click()
        const copied = await page.evaluate(() => navigator.clipboard.readText())
        expect(copied).toMatch(/^“.+”\nTwo recordings of one talk, 0:\d\d\nhttp:\/\/.+\?t=\d+/)
        expect((await now(page)).time).toBe(0)
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
  })

  it('are found in the talk, whatever their case, with a count and steps', async () => {
    await visit(TALK, async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('TAIL')
      const output = page.locator('[data-found]')
      await page.waitForFunction(() => document.querySelector('[data-found]')?.textContent === '10')
      await page.keyboard.press('Enter')
      // The ten may have been those of `TAI`: then the step waits for those of the whole word.
      await expect.poll(() => output.textContent()).toBe('1 of 10')
      await page.keyboard.press('Shift+Enter')
      expect(await output.textContent()).toBe('10 of 10')
      expect(await page.locator('.ruler .flag').count()).toBe(10)
      await page.keyboard.press('Escape')
      expect(await output.textContent()).toBe('')
      expect(await page.locator('.ruler .flag').count()).toBe(0)
    })
  })

  it('are found from the recording’s second on, not from its beginning', async () => {
    for (const [key, place] of [
      ['Enter', '6 of 10'],
      ['Shift+Enter', '5 of 10'],
    ] as const) {
      await visit(`${TALK}?t=18`, async (page) => {
        await ready(page)
        await page.keyboard.press('/')
        await page.keyboard.type('tail')
        await page.waitForFunction(() => document.querySelector('[data-found]')?.textContent === '10')
        await page.keyboard.press(key)
        await expect.poll(() => page.locator('[data-found]').textContent()).toBe(place)
      })
    }
  })

  it('are followed until the reader scrolls, even in the first sentence, and again on request', async () => {
    await visit(
      `${TALK}?t=8`,
      async (page) => {
        await ready(page)
        await page.keyboard.press('k')
        await page.getByRole('button', { name: 'Pause' }).waitFor()
        await page.mouse.move(300, 400)
        await page.mouse.wheel(0, 200)
        const resume = page.getByRole('button', { name: 'Resume following' })
        await resume.waitFor({ state: 'visible' })
        await page.evaluate(() => {
          scrollTo(0, document.body.scrollHeight)
        })
        const there = await page.evaluate(() => scrollY)
        await page.waitForFunction(
          () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 12.5,
        )
        expect(await page.evaluate(() => scrollY)).toBe(there)
        await page.evaluate(() => {
          document.querySelector<HTMLElement>('[data-follow]')?.click()
        })
        await resume.waitFor({ state: 'hidden' })
        await page.waitForFunction(() => {
          const box = document.querySelector('.s[aria-current]')?.getBoundingClientRect()
          return box !== undefined && box.top > 0 && box.bottom < innerHeight
        })
      },
      { viewport: { width: 1280, height: 500 } },
    )
  })

  it('add one tab stop, which goes with the voice', async () => {
    await visit(`${TALK}?t=12`, async (page) => {
      await ready(page)
      const stops = page.locator('.transcript :is(a, summary, button):not([tabindex="-1"]):not([hidden])')
      await page.waitForFunction(
        () => document.querySelector('.s[aria-current]')?.getAttribute('tabindex') === '0',
      )
      expect(await stops.count()).toBe(1)
    })
  })

  it('go to paper whole, in order, and without what the screen adds', async () => {
    await visit('/events/watch-2026/late-screen?t=26', async (page) => {
      await ready(page)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      const places = await page
        .locator('.transcript :is(.chapter, .para)')
        .evaluateAll((parts) =>
          parts
            .map((part) => part.getBoundingClientRect())
            .map(({ top, bottom, height }) => ({ top, bottom, height })),
        )
      // Nothing is folded away, and nothing lies on anything else.
      for (const [i, { top, height }] of places.entries()) {
        expect(height).toBeGreaterThan(10)
        expect(top).toBeGreaterThanOrEqual((places[i - 1]?.bottom ?? 0) - 1)
      }
      expect(await page.locator('.earlier > summary').isVisible()).toBe(false)
      const spoken = page.locator('.s[aria-current]')
      expect(await spoken.evaluate((sentence) => getComputedStyle(sentence).backgroundColor)).toBe(
        'rgba(0, 0, 0, 0)',
      )
      expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
        'rgb(255, 255, 255)',
      )
      expect(await page.locator('.crumbs').innerText()).toBe('Talks to watch')
      expect(await page.locator('.transcript .chapter').allInnerTexts()).toEqual([
        'Before',
        'Between',
        'After',
      ])
    })
  })

  it('go to paper alone', async () => {
    await visit(TALK, async (page) => {
      await page.emulateMedia({ media: 'print' })
      const shown = (selector: string): Promise<boolean> => page.locator(selector).first().isVisible()
      expect(await shown('.transcript .s')).toBe(true)
      expect(await shown('h1')).toBe(true)
      for (const other of ['.player', '.tabs', '.actions', '.related', '.masthead'])
        expect([other, await shown(other)]).toEqual([other, false])
    })
  })
})

describe('the keys', () => {
  it('are those of video sites', async () => {
    await visit(TALK, async (page) => {
      await ready(page)
      const press = async (key: string): Promise<Now> => {
        await page.keyboard.press(key)
        await ready(page)
        return now(page)
      }
      expect((await press('5')).time).toBeCloseTo(20, 0)
      expect((await press('l')).time).toBeCloseTo(30, 0)
      expect((await press('j')).time).toBeCloseTo(20, 0)
      expect((await press('ArrowRight')).time).toBeCloseTo(25, 0)
      expect((await press('ArrowLeft')).time).toBeCloseTo(20, 0)
      expect((await press('>')).rate).toBe(1.25)
      expect((await press('<')).rate).toBe(1)
      expect((await press('m')).muted).toBe(true)
      expect((await press('c')).captions).toBe('hidden')
      expect((await press('Control+l')).time).toBeCloseTo(20, 0)
      expect((await press('k')).paused).toBe(false)
      expect((await press(' ')).paused).toBe(true)
      await page.keyboard.press('f')
      await page.waitForFunction(() => document.fullscreenElement?.matches('.player'))
      await page.keyboard.press('f')
      await page.waitForFunction(() => document.fullscreenElement === null)
      await page.keyboard.press('?')
      expect(await page.getByRole('dialog', { name: 'Keyboard' }).isVisible()).toBe(true)
      expect((await press('l')).time).toBeLessThan(21)
      await page.keyboard.press('Escape')
      expect(await page.getByRole('dialog').isVisible()).toBe(false)
    })
  })

  it('leave what is chosen for the next visit: speed, captions, layout, and where to go on', async () => {
    await visit(TALK, async (page) => {
      await ready(page)
      for (const key of ['>', 'c', 's']) await page.keyboard.press(key)
      const layout = await page.locator('[data-stage]').getAttribute('data-large')
      await page.keyboard.press('5')
      await page.keyboard.press('k')
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 20.3,
      )
      await page.keyboard.press('k')
      await page.waitForFunction(() => localStorage.getItem('lectern:positions') !== null)
      const stopped = (await now(page)).time
      await page.reload()
      await ready(page)
      const again = await now(page)
      expect([again.rate, again.captions]).toEqual([1.25, 'hidden'])
      expect(Math.abs(again.time - stopped)).toBeLessThan(0.5)
      expect(await page.locator('[data-stage]').getAttribute('data-large')).toBe(layout)
      expect(await page.locator('[data-resumed]').textContent()).toContain('Goes on at 0:2')
      await page.getByRole('button', { name: 'Start from the beginning' }).click()
      await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('#media')?.currentTime === 0)
      await page.goto(`${watch.url}${TALK}?t=4`)
      await ready(page)
      expect((await now(page)).time).toBeCloseTo(4, 1)
    })
  })
})

describe('the address', () => {
  it('with an end plays that part and stops', async () => {
    await visit(TALK, async (page) => {
      await ready(page)
      await page.locator('[data-do="play"]').click()
      await page.locator('[data-do="play"]').click()
      await page.evaluate(() => {
        location.hash = 't=5,6'
      })
      await page.waitForFunction(() => {
        const media = document.querySelector<HTMLMediaElement>('#media')
        return media !== null && media.paused && media.currentTime >= 6
      })
      expect((await now(page)).time).toBeLessThan(6.3)
    })
  })

  it('changes only on request, and Back goes back', async () => {
    await visit(`${TALK}?t=8`, async (page) => {
      await ready(page)
      await page.locator('.s').nth(6).click()
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 20,
      )
      await page.locator('[data-do="play"]').click()
      expect(page.url()).toMatch(/\?t=8$/)
      await page.locator('summary', { hasText: 'Share' }).click()
      await page.getByRole('button', { name: 'Show in the address bar' }).click()
      expect(page.url()).toMatch(/\?t=2\d/)
      await page.goBack()
      await page.waitForFunction(
        () => Math.abs((document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) - 8) < 0.2,
      )
    })
  })
})

describe('what can be taken along', () => {
  it('is a link, with or without the second, the code of the player, and a reference', async () => {
    await visit(
      `${TALK}?t=8`,
      async (page) => {
        await ready(page)
        await page.locator('summary', { hasText: 'Share' }).click()
        const link = page.locator('#share-link')
        // Opening is told a moment after it is done.
        await expect.poll(() => link.inputValue()).toBe(`${watch.url}${TALK}?t=8`)
        await page.getByRole('checkbox', { name: /Start at/ }).uncheck()
        expect(await link.inputValue()).toBe(`${watch.url}${TALK}`)
        expect(await page.locator('#share-embed').inputValue()).toContain(`src="${watch.url}${TALK}/embed"`)
        await page.getByRole('button', { name: 'Copy link' }).click()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${watch.url}${TALK}`)
        await page.locator('summary', { hasText: 'Cite' }).click()
        await page.locator('[data-reference]').waitFor({ state: 'visible' })
        expect(await page.locator('[data-reference]').textContent()).toContain('Two recordings of one talk')
        expect(await page.getByRole('link', { name: 'BibTeX' }).getAttribute('href')).toContain(
          'cite.bib?t=8',
        )
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
  })
})

describe('the ruler', () => {
  it('shows the words of the second that a pointer or the focus is on', async () => {
    await visit(`${TALK}?q=tail`, async (page) => {
      await ready(page)
      await page.locator('.ruler .flag').first().waitFor()
      await page.locator('[data-scrub]').hover()
      const peek = page.locator('[data-peek]')
      await peek.waitFor({ state: 'visible' })
      await peek.filter({ hasText: /0:(19|20).*So the tail/ }).waitFor({ state: 'visible' })
      await page.mouse.move(5, 5)
      await peek.waitFor({ state: 'hidden' })
      await page.locator('[data-scrub]').focus()
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('#media')?.currentTime === 5)
      await page.locator('.ruler .mark[tabindex="0"]').focus()
      await page.keyboard.press('ArrowRight')
      await peek.filter({ hasText: /0:04.*So the tail/ }).waitFor({ state: 'visible' })
      expect(await page.locator('.ruler .mark[tabindex="0"]').count()).toBe(1)
      await page.keyboard.press('Escape')
      await peek.waitFor({ state: 'hidden' })
      await page.keyboard.press('Enter')
      await page.waitForFunction(
        () => document.querySelector<HTMLMediaElement>('#media')?.currentTime === 4.6,
      )
    })
  })
})

describe('the ruler under a finger', () => {
  it('goes where it was tapped, shows the words of that second, and then goes out of the way', async () => {
    await visit(
      TALK,
      async (page) => {
        await ready(page)
        const box = await page.locator('[data-scrub]').boundingBox()
        if (!box) throw new Error('the ruler is not laid out')
        expect(box.height).toBeGreaterThanOrEqual(44)
        await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
        const peek = page.locator('[data-peek]')
        await peek.filter({ hasText: /0:(19|20).*So the tail/ }).waitFor({ state: 'visible' })
        await page.waitForFunction(
          () => Math.abs((document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) - 20) < 1,
        )
        await peek.waitFor({ state: 'hidden' })
      },
      PHONE,
    )
  })

  it('goes to the find that was nearly tapped', async () => {
    await visit(
      `${TALK}?q=tail`,
      async (page) => {
        await ready(page)
        const flag = page.locator('.ruler .flag').nth(3)
        await flag.waitFor()
        const [box, row] = [await flag.boundingBox(), await page.locator('[data-scrub]').boundingBox()]
        if (!box || !row) throw new Error('the ruler is not laid out')
        await page.touchscreen.tap(box.x + box.width / 2 + 8, row.y + row.height / 2)
        const wanted = Number(await page.locator('.ruler .mark:has(.flag)').nth(3).getAttribute('data-t'))
        await page.waitForFunction(
          (time) => document.querySelector<HTMLMediaElement>('#media')?.currentTime === time,
          wanted,
        )
      },
      PHONE,
    )
  })
})

describe('other talks', () => {
  it('of sound alone show the words as they are said', async () => {
    await visit('/events/watch-2026/sound', async (page) => {
      await ready(page)
      await page.keyboard.press('k')
      await page.waitForFunction(() =>
        document.querySelector('[data-saying]')?.textContent.includes('without any picture'),
      )
    })
  })

  it('that are to come say when, there and here', async () => {
    await visit(
      '/events/watch-2026/later',
      async (page) => {
        expect(await page.locator('.state').textContent()).toContain('Wednesday 14 May 2031, 11:00–11:30')
        expect(await page.locator('.state [data-visitor-time]').textContent()).toContain('15 May, 00:00')
      },
      { timezoneId: 'Asia/Tokyo' },
    )
  })

  it('that are written from the right are laid out from the right; time still runs from the left', async () => {
    await visit('/events/watch-2026/arabic', async (page) => {
      await ready(page)
      const box = async (selector: string): Promise<{ x: number; right: number }> => {
        const found = await page.locator(selector).first().boundingBox()
        if (!found) throw new Error(`${selector} is not laid out`)
        return { x: found.x, right: found.x + found.width }
      }
      const [stage, title] = [await box('.transport'), await box('h1')]
      expect(Math.abs(title.right - stage.right)).toBeLessThan(2)
      expect((await box('.actions')).x).toBeLessThan(stage.x + 20)
      expect((await box('#tab-transcript')).x).toBeGreaterThan((await box('#tab-about')).right)
      expect((await box('.find')).right).toBeLessThan((await box('#tab-about')).x)
      expect((await box('[data-do="play"]')).x).toBeLessThan((await box('[data-do="full"]')).x)
      await page.keyboard.press('9')
      await page.waitForFunction(() => {
        const head = document.querySelector('[data-head]')?.getBoundingClientRect()
        return head !== undefined && head.left > innerWidth * 0.8
      })
    })
  })

  it('are a key away for who embeds the player', async () => {
    await visit(`${TALK}/embed?t=8`, async (page) => {
      await ready(page)
      expect((await now(page)).time).toBeCloseTo(8, 1)
      await page.keyboard.press('k')
      await page.waitForFunction(
        () => (document.querySelector<HTMLMediaElement>('#media')?.currentTime ?? 0) > 8.4,
      )
    })
  })
})

describe('on a telephone', () => {
  it('the video and its ruler stay in view while the words go by', async () => {
    await visit(
      TALK,
      async (page) => {
        await ready(page)
        await page.evaluate(() => {
          scrollTo(0, document.body.scrollHeight)
        })
        for (const part of ['#media', '.transport']) {
          const box = await page.locator(part).boundingBox()
          expect(box?.y, part).toBeGreaterThanOrEqual(0)
          expect(box?.y, part).toBeLessThan(320)
        }
      },
      PHONE,
    )
  })
})
