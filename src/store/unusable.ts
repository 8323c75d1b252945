/** There is no usable index: the message says why and names `lectern ingest`. */
export class IndexUnusable extends Error {
  override readonly name = 'IndexUnusable'

  /** @param why what is wrong, for people; names the file where it is one */
  constructor(why: string, options?: ErrorOptions) {
    super(`the index cannot be used: ${why}. Make one with: lectern ingest`, options)
  }
}
