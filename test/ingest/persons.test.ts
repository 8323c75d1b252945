import { expect, it } from 'vitest'

import type { CatalogueRecord } from '../../src/archive/event.js'
import { openStore } from '../../src/store/generations.js'
import { place, run } from './place.js'

it('a person worked where each event says, and else where the latest one that says so does', async () => {
  const event = (date: string, affiliation: string, talk = ''): string => `name: Day of ${date}
startDate: ${date}
persons:
  - { id: ana-reis, name: Ana Reis${affiliation} }
talks:
  - { id: talk, name: A talk, persons: [${talk || 'ana-reis'}] }
`
  const where = place({
    'first/event.yaml': event('2019-05-01', ', affiliation: Porto'),
    'second/event.yaml': event('2021-05-01', ', affiliation: Lisbon'),
    'third/event.yaml': event('2020-05-01', ''),
    'fourth/event.yaml': event('2018-05-01', ', affiliation: Porto', '{ id: ana-reis, affiliation: Faro }'),
  })
  await run(where)
  const store = openStore(where.indexDir)
  const ref = (await store.current())?.generation.catalogue
  const record = JSON.parse(String(ref && (await store.objects.read(ref)))) as CatalogueRecord
  const worked = record.talks.map(({ event, persons }) => [event, persons[0]?.affiliation])
  expect(Object.fromEntries(worked)).toEqual({
    first: 'Porto',
    second: 'Lisbon',
    third: 'Lisbon',
    fourth: 'Faro',
  })
  expect(record.persons.map(({ id, affiliation }) => [id, affiliation])).toEqual([['ana-reis', 'Lisbon']])
})
