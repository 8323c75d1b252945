import { pino, type DestinationStream } from 'pino'
import { pinoHttp, type HttpLogger } from 'pino-http'
import type { LogLevel } from '../settings.js'

/**
 * Logs each answer as a line of JSON: at `error` where something failed inside, with its stack, else at `debug`. Who
 * asked is not logged: neither addresses of visitors nor their headers.
 * @param stream default: standard error, since standard output is for people
 */
export function createRequestLog(
  level: LogLevel,
  stream: DestinationStream = pino.destination(2),
): HttpLogger {
  return pinoHttp({
    logger: pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream),
    quietReqLogger: true,
    customLogLevel: (_req, res, error) => ((error ?? res.err) ? 'error' : 'debug'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url }),
      res: ({ statusCode }: { statusCode: number | null }) => ({ statusCode }),
    },
  })
}
