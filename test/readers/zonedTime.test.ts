import { describe, expect, it } from 'vitest'

import { durationSeconds, isTimeZone, zonedTime } from '../../src/readers/manifest/zonedTime.js'

describe('a local time in its zone', () => {
  it('knows offset and name of the day', () => {
    expect(zonedTime('2020-03-23T11:00', 'America/New_York')).toEqual({
      local: '2020-03-23T11:00',
      timeZone: 'America/New_York',
      iso: '2020-03-23T11:00:00-04:00',
      abbreviation: 'EDT',
    })
    expect(zonedTime('2024-01-17 10:30', 'Europe/Berlin')).toMatchObject({
      local: '2024-01-17T10:30',
      iso: '2024-01-17T10:30:00+01:00',
      abbreviation: 'CET',
    })
    expect(zonedTime('2024-01-17T10:30', 'UTC')).toMatchObject({ abbreviation: 'UTC' })
  })

  it.each([
    ['2024-03-31T02:30', 'Europe/Berlin', /does not exist/],
    ['2024-10-27T02:30', 'Europe/Berlin', /happens twice/],
    ['2024-02-30T10:00', 'Europe/Berlin', /not a date/],
    ['2024-03-01T10:00Z', 'Europe/Berlin', /offset/],
    ['2024-03-01', 'Europe/Berlin', /not a date with a time/],
    ['2024-03-01T10:00', 'Europe/Nowhere', /not a time zone/],
    ['2024-03-01T10:00', '+02:00', /not a time zone/],
  ])('%s in %s is a problem', (local, zone, problem) => {
    expect(zonedTime(local, zone)).toMatchObject({ problem: expect.stringMatching(problem) as string })
  })
})

describe('lengths and zones', () => {
  it.each([
    ['PT30M', 1800],
    ['PT1H15M', 4500],
    ['30', 1800],
    ['P1D', 86_400],
    ['PT', null],
    ['P1Y', null],
    ['half an hour', null],
    ['0', null],
  ])('%s', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds)
  })

  it('knows zones by name only', () => {
    expect(['Europe/Berlin', 'UTC', 'EST5', '+01:00', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
