import type { CDPSession } from 'playwright-core'

/** A span on the page's main thread, in milliseconds. */
export interface Span {
  readonly start: number
  readonly end: number
  /** Of the processor, so that what else the machine does is not counted. */
  readonly work: number
}

/** What a browser did for a page in a while. */
export interface Trace {
  /** Script that ran: the outermost calls, one after the other. */
  readonly scripts: readonly Span[]
  /** Tasks of the main thread, whatever they did. */
  readonly tasks: readonly Span[]
  /** When the page said so with `performance.mark`, by the mark's name. */
  readonly marks: readonly { readonly name: string; readonly at: number }[]
}

/** An event of Chromium's trace, as far as it is read here; times are microseconds. */
interface TraceEvent {
  readonly name: string
  readonly cat: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Of the thread's own time. */
  readonly tdur?: number
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing']
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'RunMicrotasks', 'v8.evaluateModule'])
const TASK = 'RunTask'
const MILLI = 1000

/** Records what the page does until the answer is called, which gives the trace. */
export async function startTrace(session: CDPSession): Promise<() => Promise<Trace>> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]))
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  })
  return async () => {
    const done = new Promise<void>((resolve) => {
      session.once('Tracing.tracingComplete', () => {
        resolve()
      })
    })
    await session.send('Tracing.end')
    await done
    return readTrace(events)
  }
}

/** The thread that made the page's marks is the one that is meant; the tools' own calls are no work of the page. */
function readTrace(events: readonly TraceEvent[]): Trace {
  const marks = events.filter(
    (event) => event.cat.includes('blink.user_timing') && event.name.startsWith('bench:'),
  )
  const [{ pid, tid } = { pid: 0, tid: 0 }] = marks
  const own = events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X')
    .sort((a, b) => a.ts - b.ts)
  return {
    scripts: outermost(own.filter(({ name }) => SCRIPT.has(name))),
    tasks: own.filter(({ name }) => name === TASK).map(spanOf),
    marks: marks.map(({ name, ts }) => ({ name, at: ts / MILLI })).sort((a, b) => a.at - b.at),
  }
}

function outermost(calls: readonly TraceEvent[]): readonly Span[] {
  let until = 0
  return calls.map(spanOf).filter(({ start, end }) => {
    if (start < until) return false
    until = end
    return true
  })
}

function spanOf({ ts, dur = 0, tdur = dur }: TraceEvent): Span {
  return { start: ts / MILLI, end: (ts + dur) / MILLI, work: tdur / MILLI }
}
