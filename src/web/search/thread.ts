import { parentPort } from 'node:worker_threads'
import { IndexUnusable } from '../../store/unusable.js'
import type { Answer, AskedSearch, FromThread, Question, ToThread } from './messages.js'
import { openSearch } from './openSearch.js'

/** The search thread: answers one request after the other, so that a hard one holds up no page. */
const sessions = new Map<number, Promise<AskedSearch>>()

/** @param given goes over to the other side instead of being copied */
function say(message: FromThread, given: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, given)
}

async function open({ session }: Extract<ToThread, { type: 'open' }>): Promise<void> {
  const opening = openSearch(session)
  sessions.set(session.number, opening)
  try {
    await opening
    say({ type: 'opened', session: session.number })
  } catch (error) {
    say({ type: 'opened', session: session.number, error: messageOf(error) })
  }
}

async function answer({ id, session, question }: Extract<ToThread, { type: 'ask' }>): Promise<void> {
  try {
    const search = await opened(session)
    const answer = await answerTo(search, question)
    say({ type: 'answered', id, answer }, 'json' in answer ? [answer.json.buffer] : [])
  } catch (error) {
    say({ type: 'failed', id, error: messageOf(error), unusable: error instanceof IndexUnusable })
  }
}

/** @throws {IndexUnusable} when it could not be opened: again, say, in a thread that was started anew */
async function opened(session: number): Promise<AskedSearch> {
  const opening = sessions.get(session)
  if (!opening) throw new Error('this generation is not searched any more')
  try {
    return await opening
  } catch (cause) {
    throw new IndexUnusable(messageOf(cause), { cause })
  }
}

function answerTo(search: AskedSearch, question: Question): Promise<Answer> {
  switch (question.name) {
    case 'document':
      return search.document(question.request)
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
