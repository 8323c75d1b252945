import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { Router } from 'express'
import type { SearchRequest } from '../../search/answer.js'
import { MOST_LISTS, type MomentList } from '../../search/momentList.js'
import { parseSearchRequest } from '../../search/request.js'
import { contextOf, type Context } from '../context.js'
import { contentDisposition } from '../disposition.js'
import { HttpError } from '../errors.js'
import { MOMENT_COLUMNS, momentRow } from '../pages/momentRow.js'

/** Moments asked of the search thread at a time: others who search wait no longer than for these. */
const BATCH = 100
const LONGEST_NAME = 60

/** `/search.csv`: every moment that answers a search, as a table (RFC 4180, UTF-8), sent as it is read. */
export function searchCsvRoutes(): Router {
  const router = Router()
  let lists = 0
  router.get('/search.csv', async (req, res) => {
    const context = contextOf(res)
    const request = parseSearchRequest(req.query)
    if (lists >= MOST_LISTS)
      throw new HttpError(503, 'Other lists are being made. Ask once more in a moment.')
    lists += 1
    try {
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
      await pipeline(Readable.from(rows(context, request, first)), table, res)
    } catch (error) {
      // Who left needs no answer.
      if (!req.destroyed && !res.destroyed) throw error
    } finally {
      lists -= 1
    }
  })
  return router
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
