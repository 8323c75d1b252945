import { parentPort } from 'node:worker_threads'
import { IndexUnusable } from '../../store/unusable.js'
import type { Answer, ArchiveSearch, FromThread, Question, ToThread } from './messages.js'
import { openSearch } from './openSearch.js'

/** The search thread: answers one request after the other, so that a hard one holds up no page. */
const sessions = new Map<number, Promise<ArchiveSearch>>()

function say(message: FromThread): void {
  parentPort?.postMessage(message)
}

async function open({ session }: Extract<ToThread, { type: 'open' }>): Promise<void> {
  const opening = openSearch(session)
  sessions.set(session.number, opening)
  try {
    await opening
    say({ type: 'opened', session: session.number })
  } catch (error) {
    sessions.delete(session.number)
    say({ type: 'opened', session: session.number, error: messageOf(error) })
  }
}

async function answer({ id, session, question }: Extract<ToThread, { type: 'ask' }>): Promise<void> {
  try {
    const search = await sessions.get(session)
    if (!search) throw new Error('this generation is not searched any more')
    say({ type: 'answered', id, answer: await answerTo(search, question) })
  } catch (error) {
    say({ type: 'failed', id, error: messageOf(error), unusable: error instanceof IndexUnusable })
  }
}

function answerTo(search: ArchiveSearch, question: Question): Promise<Answer> {
  switch (question.name) {
    case 'answer':
      return search.answer(question.request)
    case 'suggest':
      return search.suggest(question.request)
    case 'list':
      return search.list(question.request)
    case 'find':
      return search.find(question.request)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'open') void open(message)
  else if (message.type === 'close') sessions.delete(message.session)
  else void answer(message)
})
