import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { Router, type Request, type Response } from 'express'
import pLimit from 'p-limit'
import type { SearchRequest } from '../../search/answer.js'
import { MOST_LISTS, type MomentList } from '../../search/momentList.js'
import { parseSearchRequest } from '../../search/request.js'
import { contextOf, type Context } from '../context.js'
import { contentDisposition } from '../disposition.js'
import { MOMENT_COLUMNS, momentRow } from '../pages/momentRow.js'

/** Moments asked of the search thread at a time: others who search wait no longer than for these. */
const BATCH = 100
const LONGEST_NAME = 60

/** `/search.csv`: every moment that answers a search, as a table (RFC 4180, UTF-8), sent as it is read. */
export function searchCsvRoutes(): Router {
  const router = Router()
  // Rankings are kept for so many lists; the next one waits for its turn.
  const inTurn = pLimit(MOST_LISTS)
  router.get('/search.csv', async (req, res) => {
    await inTurn(() => sendTable(req, res))
  })
  return router
}

async function sendTable(req: Request, res: Response): Promise<void> {
  if (res.destroyed) return
  const context = contextOf(res)
  const request = parseSearchRequest(req.query)
  // A failure before the first line is still an answer of its own.
  const first = await part(context, request, 0)
  res.set({
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': contentDisposition('attachment', nameOf(request.q)),
  })
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  const table = stringify({
    header: true,
    columns: [...MOMENT_COLUMNS],
    record_delimiter: 'windows',
    // A spreadsheet would run a cell that begins with `=`.
    escape_formulas: true,
  })
  try {
    await pipeline(Readable.from(rows(context, request, first)), table, res)
  } catch (error) {
    // Who left needs no answer.
    if (!res.closed) throw error
  }
}

function part({ snapshot }: Context, request: SearchRequest, offset: number): Promise<MomentList> {
  return snapshot.search.list({ request, offset, limit: BATCH })
}

async function* rows(
  context: Context,
  request: SearchRequest,
  first: MomentList,
): AsyncGenerator<ReturnType<typeof momentRow>> {
  const { site, snapshot } = context
  let list = first
  for (let offset = 0; offset < first.total; offset += BATCH) {
    if (offset > 0) list = await part(context, request, offset)
    for (const row of list.moments) yield momentRow(site, snapshot.catalogue, row)
  }
}

function nameOf(q: string): string {
  const plain = q
    .replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
  return `${plain || 'search'}.csv`
}
