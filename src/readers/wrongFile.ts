import type { ProblemLog } from './problemLog.js'

/** What a file turns out to be, by how it begins. */
export interface WrongFile {
  readonly begins: RegExp
  /** After "it": `is empty`. */
  readonly is: string
  readonly hint: string
}

/** Things that are found under the name of something else. */
const WRONG_FILES: readonly WrongFile[] = [
  { begins: /^\s*$/, is: 'is empty', hint: 'was it copied completely?' },
  {
    begins: /^version https:\/\/git-lfs/,
    is: 'is a Git LFS pointer, not the file itself',
    hint: 'run `git lfs pull`',
  },
  {
    begins: /^\s{0,100}<(!doctype html|html)[\s>]/i,
    is: 'is a web page',
    hint: 'a download may have given an error or login page; fetch the file again',
  },
]

/**
 * Reports a text that is not what its name says; false when nothing speaks against it.
 * @param also what else it must not be
 */
export function isWrongFile(
  text: string,
  expected: string,
  log: ProblemLog,
  also: readonly WrongFile[] = [],
): boolean {
  const beginning = text.trimStart().slice(0, 400)
  const wrong = [...WRONG_FILES, ...also].find(({ begins }) => begins.test(beginning))
  if (!wrong) return false
  const code = wrong.is === 'is empty' ? 'file-empty' : 'file-is-something-else'
  log.add('error', code, `this should be ${expected}, but it ${wrong.is}`, { hint: wrong.hint })
  return true
}
