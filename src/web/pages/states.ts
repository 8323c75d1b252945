import { PHASES, type Phase } from '../../archive/progress.js'
import type { IngestStatus } from '../snapshot.js'
import { frameOf, type Frame, type Site } from './frame.js'
import { count } from './labels.js'

/** Shown while the archive has nothing to serve yet. */
export interface ProgressPage {
  readonly frame: Frame
  readonly steps: readonly {
    readonly name: string
    readonly state: 'done' | 'now' | 'next'
    readonly done: number
    readonly total: number
  }[]
  readonly item?: string
  readonly notices: readonly string[]
  readonly problems: string
  readonly failed?: string
}

const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  find: 'Finding talks and files',
  text: 'Reading transcripts and slides',
  images: 'Drawing slides and posters',
  publish: 'Publishing',
}

/** What the first ingest is doing, with its real numbers. Reloads itself while it runs. */
export function progressPage(site: Site, status: IngestStatus): ProgressPage {
  const current = status.phase ? PHASES.indexOf(status.phase) : -1
  const { errors, warnings } = status.problems
  return {
    frame: frameOf(site, {
      title: 'Reading the files',
      noIndex: true,
      showSearch: false,
      ...(status.running && { refresh: 2 }),
    }),
    steps: PHASES.map((phase, index) => ({
      name: PHASE_NAMES[phase],
      state: index < current ? 'done' : index === current ? 'now' : 'next',
      done: index === current ? (status.done ?? 0) : 0,
      total: index === current ? (status.total ?? 0) : 0,
    })),
    ...(status.item && { item: status.item }),
    notices: status.notices,
    problems: errors + warnings > 0 ? `${count(errors, 'error')}, ${count(warnings, 'warning')} so far` : '',
    ...(status.failed && { failed: status.failed }),
  }
}

/** Shown when the archive holds no event. */
export interface WelcomePage {
  readonly frame: Frame
  readonly notices: readonly string[]
  readonly problems: string
}

/** What to do with an empty archive. */
export function welcomePage(site: Site, status: IngestStatus): WelcomePage {
  const { errors, warnings } = status.problems
  return {
    frame: frameOf(site, { title: 'Welcome', noIndex: true, showSearch: false }),
    notices: status.notices,
    problems:
      errors + warnings > 0 ? `${count(errors, 'error')} and ${count(warnings, 'warning')} in the files` : '',
  }
}

/** An error's page. Its words depend on the status alone. */
export interface ErrorPage {
  readonly frame: Frame
  readonly status: number
  readonly title: string
  readonly text: string
}

const ERRORS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  400: ['That address could not be read', 'Part of it is not what this site understands.'],
  404: [
    'There is no page at this address',
    'It may have moved, or the talk may have been taken down. Search for it, or look around.',
  ],
  405: ['This site only answers reading', 'Pages and files can be fetched, not changed.'],
  412: ['The file has changed', 'It is not the one that was asked for. Ask again without a condition.'],
  414: ['That address is too long', 'Search for fewer words, or start again from the front page.'],
  416: ['That part of the file does not exist', 'The range asked for lies beyond the end of the file.'],
  503: ['The archive is not ready yet', 'It is being read at this moment. Please try again a little later.'],
  500: ['Something went wrong here', 'It is not your fault. The error was logged; please try again later.'],
}

/** The words for an HTTP status: constant, whatever happened inside. */
export function errorWords(status: number): readonly [title: string, text: string] {
  return (
    ERRORS[status] ?? (status < 500 ? (ERRORS[400] as [string, string]) : (ERRORS[500] as [string, string]))
  )
}

/** The page of an error. */
export function errorPage(site: Site, status: number, reason?: string): ErrorPage {
  const [title, text] = errorWords(status)
  return {
    frame: frameOf(site, { title, noIndex: true, showSearch: false }),
    status,
    title,
    text: reason ?? text,
  }
}
