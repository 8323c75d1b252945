/** 0 fine, 1 some inputs had errors, 2 wrong usage, 3 could not run; 141 as shells count the end by SIGPIPE. */
export const EXIT = { fine: 0, inputErrors: 1, usage: 2, cannotRun: 3, brokenPipe: 141 } as const

export function complain(reason: unknown): void {
  console.error(`lectern: ${reason instanceof Error ? reason.message : String(reason)}`)
}

/**
 * Ends well on the signals of terminals and service managers; a second one ends at once. To be called before anything
 * is started, as a signal may come at once.
 * @returns what is to be closed then: an empty list to add to
 */
export function untilStopped(): (() => Promise<void>)[] {
  const closing: (() => Promise<void>)[] = []
  let stopping = false
  // A site goes on when the terminal that began it is gone.
  process.stdout.on('error', () => undefined)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(EXIT.fine)
      stopping = true
      void Promise.all(closing.map((close) => close())).then(() => process.exit(EXIT.fine))
    })
  }
  return closing
}
