import { createAddresses } from '../../src/archive/addresses.js'
import { createCatalogue } from '../../src/archive/catalogue.js'
import type { CatalogueRecord, Event, Person, Talk, TalkContent } from '../../src/archive/event.js'
import { DEFAULT_ENGINE } from '../../src/search/engines.js'
import { indexedGroups } from '../../src/search/indexedGroups.js'
import { createFindInTalk } from '../../src/search/findInTalk.js'
import { createSearch } from '../../src/search/search.js'
import { readDocument, searchDocument } from '../../src/web/search/searchDocument.js'
import type { ArchiveSource, IngestStatus, Snapshot } from '../../src/web/snapshot.js'
import { memoryFiles } from '../search/memoryFiles.js'
import { createFixtureMedia, knownObjects, type FixtureMedia } from './fixtureMedia.js'
import { bareTalk, cuesFrom, headOf, RECALL_SLIDES, RECALL_WORDS, transcript, zoned } from './fixtureTalks.js'

/** An archive with a talk of every kind, and files behind it. */
export interface Fixture {
  readonly source: ArchiveSource & {
    set(snapshot: Snapshot | null): void
    setStatus(status: IngestStatus): void
  }
  readonly snapshot: Snapshot
  readonly media: FixtureMedia
  close(): Promise<void>
}

const IDLE: IngestStatus = { running: false, notices: [], problems: { errors: 0, warnings: 0 } }

export const HOSTILE = '<script>alert(1)</script>'
export const LONG_TITLE = 'On the long and winding measurement of systems that nobody asked to be measured '
  .repeat(4)
  .slice(0, 300)

/** @param basePath where the addresses of search answers live */
export async function createFixture(basePath = ''): Promise<Fixture> {
  const media = await createFixtureMedia()
  const { record, contents } = await fill(media)
  const snapshot = await snapshotOf(record, contents, media, basePath)
  let current: Snapshot | null = snapshot
  let status = IDLE
  return {
    snapshot,
    media,
    source: {
      current: () => current,
      status: () => status,
      trouble: () => null,
      set: (next) => {
        current = next
      },
      setStatus: (next) => {
        status = next
      },
    },
    close: () => media.remove(),
  }
}

/** A generation from records, with a real index over them. */
export async function snapshotOf(
  record: CatalogueRecord,
  contents: ReadonlyMap<string, TalkContent>,
  media: FixtureMedia | null,
  basePath = '',
): Promise<Snapshot> {
  const catalogue = createCatalogue(record)
  const content = (id: string): Promise<TalkContent | null> => Promise.resolve(contents.get(id) ?? null)
  const files = memoryFiles()
  const groups = indexedGroups(catalogue, { content, key: (id) => JSON.stringify(contents.get(id)) })
  const engine = await DEFAULT_ENGINE.open(await DEFAULT_ENGINE.update(groups, null, files), files)
  const images = [
    ...record.talks.flatMap((talk) => [talk.poster, talk.deck?.cover]),
    ...[...contents.values()].flatMap((each) => each.deck?.slides.map((slide) => slide.image) ?? []),
  ].filter((image) => image !== undefined)
  const objects = media ? await knownObjects(media, images) : new Map<string, string>()
  const search = createSearch({ catalogue, engine, addresses: createAddresses(basePath) })
  return {
    generation: 7,
    catalogue,
    search: {
      ...search,
      answer: async (request) => readDocument(searchDocument(await search.answer(request))),
      document: async (request) => searchDocument(await search.answer(request)),
      find: createFindInTalk(content),
    },
    content,
    object: (hash) => objects.get(hash) ?? null,
  }
}

async function fill(
  media: FixtureMedia,
): Promise<{ record: CatalogueRecord; contents: Map<string, TalkContent> }> {
  const contents = new Map<string, TalkContent>()
  const talks = [...(await rankingTalks(media, contents)), ...(await wideTalks(media, contents))]
  const idsOf = (event: string): string[] =>
    talks.filter((talk) => talk.event === event).map((talk) => talk.id)
  return {
    contents,
    record: { ...ARCHIVE, talks, events: EVENTS.map((event) => ({ ...event, talks: idsOf(event.id) })) },
  }
}

async function rankingTalks(media: FixtureMedia, contents: Map<string, TalkContent>): Promise<Talk[]> {
  const event = 'ranking-2026'
  const slides = await Promise.all(
    RECALL_SLIDES.map(async ([title, lines], index) => ({
      page: index + 1,
      title,
      text: [title, ...lines].join('\n'),
      image: await media.slide(title, lines, 210 + (index % 2) * 13),
    })),
  )
  const words = transcript('en', 'en', RECALL_WORDS)
  const german = transcript(
    'de-auto',
    'de',
    cuesFrom(['Guten Tag und danke fürs Kommen.', 'Die Trefferquote fällt.']),
  )
  const path = (name: string): string => `${event}/recall/${name}`
  const recall = bareTalk(event, 'recall', 'Recall falls where queries are rare', {
    abstract:
      'Frequent queries flatter every index. This talk looks at the third of the traffic that is rare, shows where an index of vectors loses it, and gives it back with a much older structure.\n\nNo new model is trained on the way.',
    start: zoned('2026-05-14T11:00'),
    duration: 1800,
    inLanguage: 'en',
    type: 'talk',
    persons: [
      { id: 'ines-okafor', name: 'Ines Okafor', role: 'speaker', affiliation: 'Northern Search Lab' },
      { id: 'jonah-brandt', name: 'Jonah Brandt', role: 'moderator' },
    ],
    keywords: ['Retrieval', 'Tail latency', 'Embedding tables'],
    license: 'CC BY 4.0',
    files: [
      await media.video(path('video.mp4'), 60),
      await media.file(path('slides.pdf'), '%PDF-1.4 not much of one', {
        role: 'slides',
        mediaType: 'application/pdf',
      }),
      await media.file(path('transcript.en.vtt'), 'WEBVTT\n', { role: 'transcript', mediaType: 'text/vtt' }),
      await media.file(path('notes.html'), `<p>${HOSTILE}`, { role: 'attachment', mediaType: 'text/html' }),
      await media.file(path('résumé “draft”.txt'), 'plain', { role: 'attachment', mediaType: 'text/plain' }),
    ],
    links: [
      { title: 'Code of the experiments', url: 'https://example.org/code' },
      { title: 'Sign-up sheet', absentReason: 'the page named it without an address' },
    ],
    chapters: [
      { name: 'What recall is', start: 0 },
      { name: 'A question from the room', start: 24 },
      { name: 'Old structures, new order', start: 36 },
    ],
    deck: { file: 'slides.pdf', pages: slides.length, ...(slides[0] && { cover: slides[0].image }) },
    ...(slides[1] && { poster: slides[1].image }),
    transcripts: [headOf(words), headOf(german)],
    oldIds: ['recall-draft'],
  })
  contents.set(recall.id, {
    talk: recall.id,
    transcripts: [words, german],
    deck: { slides, file: 'slides.pdf' },
    slideTrack: slides.map((slide, index) => ({
      start: index * 10,
      end: (index + 1) * 10,
      page: slide.page,
      source: index === 2 ? ('speech' as const) : ('manual' as const),
      confidence: index === 2 ? 0.5 : 1,
    })),
  })

  const untimedWords = transcript('en', 'en', [
    { text: 'This one was typed from memory the week after. It has no times at all.' },
    {
      text: 'Two towers meet in one index: the query on the left, the item on the right. Each tower makes an embedding, and the nearest neighbours answer.',
    },
    { text: 'Nobody remembers the questions.' },
  ])
  const towers = bareTalk(event, 'towers', 'Two towers, one index', {
    abstract: 'The item tower runs at night and the query tower runs while you wait.',
    start: zoned('2026-05-14T11:30'),
    duration: 1500,
    inLanguage: 'en',
    persons: [
      { id: 'jonah-brandt', name: 'Jonah Brandt', role: 'speaker', affiliation: 'Harbour University' },
    ],
    keywords: ['Retrieval', 'Embedding tables'],
    absences: [{ role: 'video', reason: 'only slides were published' }],
    files: [
      await media.file(`${event}/towers/slides.pdf`, '%PDF-1.4', {
        role: 'slides',
        mediaType: 'application/pdf',
      }),
    ],
    deck: { file: 'slides.pdf', pages: 3, ...(slides[3] && { cover: slides[3].image }) },
    transcripts: [headOf(untimedWords)],
  })
  contents.set(towers.id, {
    talk: towers.id,
    transcripts: [untimedWords],
    deck: {
      file: 'slides.pdf',
      slides: slides.slice(3).map((slide, index) => ({ ...slide, page: index + 1 })),
    },
    slideTrack: [],
  })
  return [
    recall,
    towers,
    bareTalk(event, 'abstract-only', 'Caches that forget on purpose', {
      abstract: 'Only these words remain of a talk about eviction.',
      start: zoned('2026-05-14T12:00'),
      duration: 900,
      persons: [{ id: 'mei-sato', name: 'Mei Sato', role: 'speaker' }],
      keywords: ['Caching'],
      absences: [
        { role: 'video', reason: 'the camera was not running' },
        { role: 'slides', reason: 'the speaker used a blackboard' },
      ],
    }),
    bareTalk(event, 'elsewhere', 'Watched on another site', {
      files: [
        {
          id: 'watch',
          role: 'video',
          name: 'Recording',
          contentUrl: 'https://video.example.com/watch/123',
          mediaType: 'text/html',
        },
      ],
    }),
    bareTalk(event, 'remote', 'Kept on another host', {
      files: [
        {
          id: 'remote.mp4',
          role: 'video',
          name: 'remote.mp4',
          contentUrl: 'https://media.example.net/talks/remote.mp4',
          mediaType: 'video/mp4',
        },
      ],
    }),
    bareTalk(event, 'withdrawn', 'A talk that was taken back', {
      status: 'withdrawn',
      files: [
        await media.file(`${event}/withdrawn/video.mp4`, 'secret', { role: 'video', mediaType: 'video/mp4' }),
      ],
    }),
    bareTalk(event, 'opted-out', 'A talk without a recording', {
      recordingOptOut: true,
      abstract: 'What was announced may still be read.',
      files: [
        await media.file(`${event}/opted-out/slides.pdf`, 'secret', {
          role: 'slides',
          mediaType: 'application/pdf',
        }),
      ],
      ...(slides[0] && { poster: slides[0].image }),
    }),
  ]
}

async function wideTalks(media: FixtureMedia, contents: Map<string, TalkContent>): Promise<Talk[]> {
  const event = 'wide-2025'
  const hostileCues = transcript(
    'en',
    'en',
    cuesFrom([`He typed ${HOSTILE} & "quotes" into <b>the form</b>.`, 'Nothing happened.']),
  )
  const arabic = transcript(
    'ar',
    'ar',
    cuesFrom(['مرحبا بكم في هذه المحاضرة. سنتحدث عن البحث.', 'شكرا لكم.']),
  )
  const japanese = transcript(
    'ja',
    'ja',
    cuesFrom(['皆さん、こんにちは。', '今日は検索', 'についてお話しします。']),
  )
  const audio = await media.file(`${event}/japanese/audio.mp3`, 'not really', {
    role: 'audio',
    mediaType: 'audio/mpeg',
  })
  const crowd = Array.from({ length: 12 }, (_, i) => ({
    id: `panelist-${i + 1}`,
    name: `Panelist Number ${i + 1}`,
    role: 'panelist',
    affiliation: `Institute ${i + 1}`,
  }))
  const made: [Talk, TalkContent | null][] = [
    [
      bareTalk(event, 'hostile', HOSTILE, {
        subtitle: HOSTILE,
        abstract: `An abstract with ${HOSTILE} in it.`,
        persons: [
          { id: 'robert', name: `Robert "${HOSTILE}" Tables`, role: 'speaker', affiliation: HOSTILE },
        ],
        keywords: [HOSTILE],
        links: [{ title: 'A bad address', url: 'javascript:alert(1)' }],
        absences: [{ role: 'video', reason: HOSTILE }],
        transcripts: [headOf(hostileCues)],
      }),
      { talk: `${event}/hostile`, transcripts: [hostileCues], slideTrack: [] },
    ],
    [
      bareTalk(event, 'arabic', 'البحث في المحاضرات المسجلة', {
        inLanguage: 'ar',
        transcripts: [headOf(arabic)],
        keywords: ['Retrieval'],
      }),
      { talk: `${event}/arabic`, transcripts: [arabic], slideTrack: [] },
    ],
    [
      bareTalk(event, 'japanese', '録画された講演の中を検索する', {
        inLanguage: 'ja',
        files: [{ ...audio, duration: 12 }],
        transcripts: [headOf(japanese)],
      }),
      { talk: `${event}/japanese`, transcripts: [japanese], slideTrack: [] },
    ],
    [bareTalk(event, 'long', LONG_TITLE, { persons: crowd, keywords: ['Evaluation'] }), null],
  ]
  for (const [talk, content] of made) if (content) contents.set(talk.id, content)
  return made.map(([talk]) => talk)
}

function person(id: string, name: string, rest: Partial<Person> = {}): Person {
  return { id, name, alternateName: [], sameAs: [], ...rest }
}

function event(id: string, name: string, rest: Partial<Event> = {}): Event {
  return {
    id,
    name,
    alternateName: [],
    organizer: [],
    keywords: [],
    notes: [],
    links: [],
    faq: [],
    talks: [],
    oldIds: [],
    ...rest,
  }
}

const EVENTS: readonly Event[] = [
  event('ranking-2026', 'Ranking Reading Group', {
    description: 'A spring afternoon on how things are found: old indexes, new ones, and what both forget.',
    startDate: '2026-05-14T11:00',
    timeZone: 'America/New_York',
    location: { name: 'Online, as a webinar' },
    organizer: [{ name: 'Ines Okafor', person: 'ines-okafor' }, { name: 'Harbour University' }],
    superEvent: { name: 'Reading groups', url: 'https://example.org/groups' },
    keywords: ['Spring schools', 'Retrieval'],
    license: 'CC BY 4.0',
    notes: ['The programme said EST on a day when New York was on daylight time.'],
    links: [
      { title: 'Programme', url: 'https://example.org/programme' },
      { title: 'Shared folder', absentReason: 'the address was not given' },
    ],
    faq: [
      {
        id: 'rare-queries',
        question: 'How rare is a rare query?',
        answer: 'Seen fewer than ten times in a month.',
        talk: 'ranking-2026/recall',
        start: 28,
      },
      {
        id: 'reading',
        question: 'What should I read first?',
        answer: 'Any textbook on retrieval.\n\nThen the logs.',
      },
    ],
    oldIds: ['ranking-old'],
  }),
  event('wide-2025', 'An event of wide titles', { startDate: '2025-03-01', endDate: '2025-03-02' }),
  event('empty-2020', 'Announced and never deposited', {
    startDate: '2020-06-01',
    superEvent: { name: 'Reading groups' },
  }),
]

const ARCHIVE: Omit<CatalogueRecord, 'events' | 'talks'> = {
  archive: {
    title: 'Lectern',
    description: 'Talks of the test collection. Words and pictures are made up.',
    inLanguage: 'en',
    contact: 'archive@example.org',
    license: 'CC BY 4.0',
    links: [{ title: 'Source', url: 'https://example.org/source' }],
  },
  persons: [
    person('ines-okafor', 'Ines Okafor', {
      description: 'Measures retrieval for a living, and likes old data structures.',
      affiliation: 'Northern Search Lab',
      alternateName: ['I. Okafor'],
      url: 'https://example.org/ines',
    }),
    person('jonah-brandt', 'Jonah Brandt', { sortName: 'Brandt, Jonah' }),
    person('mei-sato', 'Mei Sato'),
    person('robert', `Robert "${HOSTILE}" Tables`, { description: HOSTILE }),
    ...Array.from({ length: 12 }, (_, i) => person(`panelist-${i + 1}`, `Panelist Number ${i + 1}`)),
  ],
  topics: [
    { id: 'retrieval', name: 'Retrieval', aliases: ['information retrieval'] },
    { id: 'tail-latency', name: 'Tail latency', aliases: [] },
    { id: 'embedding-tables', name: 'Embedding tables', aliases: [] },
    { id: 'caching', name: 'Caching', aliases: [] },
    { id: 'evaluation', name: 'Evaluation', aliases: [] },
    { id: 'spring-schools', name: 'Spring schools', aliases: [] },
    { id: 'hostile', name: HOSTILE, aliases: [] },
  ],
}
