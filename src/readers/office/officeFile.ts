import type { ProblemLog } from '../problemLog.js'
import { isWrongFile } from '../wrongFile.js'
import { openZip, type Zip } from './zip.js'

/** Begins every compound file: old Office files, and new ones with a password ([MS-CFB], section 2.2). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** Opens an Office file's archive; null, and a problem, for what is no such file. */
export function openOffice(bytes: Uint8Array, expected: string, log: ProblemLog): Zip | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (isWrongFile(head, expected, log)) return null
  if (isCompound(bytes)) {
    reportCompound(bytes, expected, log)
    return null
  }
  if (head.startsWith('PK')) return openZip(bytes, log)
  const what = head.startsWith('%PDF-') ? 'a PDF' : 'something else'
  log.add('error', 'file-is-something-else', `this should be ${expected}, but it is ${what}`, {
    hint: what === 'a PDF' ? 'rename it to end in .pdf' : 'open it by hand to see what it is',
  })
  return null
}

/** Looks at an old PowerPoint file; false, and a problem, for what is none. */
export function isPpt(bytes: Uint8Array, log: ProblemLog): boolean {
  const expected = 'an old PowerPoint file'
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (isWrongFile(head, expected, log)) return false
  if (isCompound(bytes)) {
    const isEncrypted = hasStream(bytes, 'EncryptedPackage') || Buffer.from(bytes).includes(ENCRYPTED_PPT)
    if (isEncrypted) reportPassword(log)
    else if (hasStream(bytes, OLD_OFFICE[0][0])) return true
    else reportOldOffice(bytes, expected, log)
    return false
  }
  const what = head.startsWith('PK') ? 'a newer Office file or a ZIP' : 'something else'
  log.add('error', 'file-is-something-else', `this should be ${expected}, but it is ${what}`, {
    hint: head.startsWith('PK') ? 'rename it to end in .pptx' : 'open it by hand to see what it is',
  })
  return false
}

/** Old Office files by the stream that each kind must have ([MS-PPT], [MS-DOC] and [MS-XLS], section 2.1). */
const OLD_OFFICE = [
  ['PowerPoint Document', 'an old PowerPoint file', 'rename it to end in .ppt, or save it anew as .pptx'],
  ['WordDocument', 'an old Word document', 'save it anew as .docx'],
  ['Workbook', 'an old Excel file', 'save what belongs to the talk as PDF'],
] as const

function reportOldOffice(bytes: Uint8Array, expected: string, log: ProblemLog): void {
  const kind = OLD_OFFICE.find(([stream]) => hasStream(bytes, stream))
  const [, what, hint] = kind ?? ['', 'an old Office file', 'open it by hand and save it anew']
  log.add('error', 'file-is-something-else', `this should be ${expected}, but it is ${what}`, { hint })
}

function hasStream(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
}

function reportPassword(log: ProblemLog): void {
  log.add('error', 'office-encrypted', 'this file needs a password', {
    hint: 'save a copy without a password',
  })
}

/**
 * The start of an old presentation's record of its last edit, with the mark of one that is encrypted ([MS-PPT],
 * section 2.3.2: size and headerToken).
 */
const ENCRYPTED_PPT = Buffer.from('14000000dfc4d1f3', 'hex')

function isCompound(bytes: Uint8Array): boolean {
  return COMPOUND.every((byte, i) => bytes[i] === byte)
}

function reportCompound(bytes: Uint8Array, expected: string, log: ProblemLog): void {
  // An encrypted package is a compound file with a stream of this name ([MS-OFFCRYPTO], section 2.3.4.4).
  if (hasStream(bytes, 'EncryptedPackage')) reportPassword(log)
  else reportOldOffice(bytes, expected, log)
}
