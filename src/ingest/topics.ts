import type { Topic } from '../archive/event.js'
import { slug } from '../archive/slug.js'
import type { ArchiveManifest } from '../readers/manifest/schema.js'
import { sha256 } from '../store/objects.js'

/** Folds keywords into topics: by the archive's aliases, and by case. */
export interface Topics {
  /** The topics' names for a talk's keywords, each once, in order. */
  fold(keywords: readonly string[]): string[]
  /** All topics met so far, A to Z. */
  all(): Topic[]
}

export function createTopics(archive: ArchiveManifest | null): Topics {
  const byKey = new Map<string, Topic>()
  /** Most keywords come again, written the same. */
  const byKeyword = new Map<string, Topic>()
  const used = new Set<Topic>()
  const ids = new Set<string>()

  const add = (name: string, id: string | undefined, aliases: readonly string[]): Topic => {
    const topic = { id: freeId(id ?? slug(name), name), name, aliases }
    for (const each of [name, ...aliases]) if (!byKey.has(key(each))) byKey.set(key(each), topic)
    return topic
  }
  /** A name without Latin letters still gets a steady address. */
  const freeId = (wanted: string, name: string): string => {
    const id = wanted !== '' && !ids.has(wanted) ? wanted : `${wanted || 'topic'}-${sha256(name).slice(0, 8)}`
    ids.add(id)
    return id
  }
  const topicOf = (keyword: string): Topic => {
    const topic = byKeyword.get(keyword) ?? byKey.get(key(keyword)) ?? add(keyword.trim(), undefined, [])
    byKeyword.set(keyword, topic)
    return topic
  }
  for (const topic of archive?.topics ?? []) add(topic.name, topic.id, topic.aliases)

  return {
    fold(keywords) {
      const topics = keywords.map(topicOf)
      for (const topic of topics) used.add(topic)
      return [...new Set(topics.map((topic) => topic.name))]
    },
    all: () => [...used].sort((a, b) => byName.compare(a.name, b.name)),
  }
}

const byName = new Intl.Collator('en')

function key(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
}
