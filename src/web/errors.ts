/** An answer other than the page asked for. `reason` is ours, constant, and fit for a visitor. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly reason?: string,
  ) {
    super(reason ?? `HTTP ${status}`)
  }
}

/** The part of a file that was asked for does not exist; the answer tells how long the file is (RFC 9110, 15.5.17). */
export class RangeNotSatisfiable extends HttpError {
  /** @param size of the file, bytes */
  constructor(readonly size: number) {
    super(416)
  }
}

/**
 * The generation that a request works with was replaced, and what it needed is collected already: the request is to be
 * answered again, from the present one.
 */
export class GenerationReplaced extends Error {
  override readonly name = 'GenerationReplaced'
}

/** Nothing is at this address, with a reason where one helps. */
export function notFound(reason?: string): HttpError {
  return new HttpError(404, reason)
}

/** The status that an error asks for: 500 unless it is one of ours or one of the framework's 4xx. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
