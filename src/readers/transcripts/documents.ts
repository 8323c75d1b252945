import type { ProblemLog } from '../problemLog.js'
import type { ReadTranscript } from '../readTranscript.js'
import { looksLikeAssemblyAi, readAssemblyAi } from './assemblyAi.js'
import { looksLikeCueLists, readCueLists } from './cueLists.js'
import { looksLikeJson3, readJson3 } from './json3.js'
import { looksLikeSegments, readSegments } from './segments.js'
import { AWS_TRANSCRIBE } from './services/awsTranscribe.js'
import { AZURE_SPEECH } from './services/azureSpeech.js'
import { DEEPGRAM } from './services/deepgram.js'
import { GOOGLE_SPEECH } from './services/googleSpeech.js'
import { REV } from './services/rev.js'
import { readService, type Service } from './services/service.js'
import { TUPLES } from './services/tuples.js'

/** A shape of transcripts in JSON or YAML. */
interface DocumentShape {
  looksLike(document: unknown): boolean
  read(document: unknown, log: ProblemLog, path: string): ReadTranscript | null
}

/** The closer shapes first. */
const SHAPES: readonly DocumentShape[] = [
  { looksLike: looksLikeJson3, read: readJson3 },
  service(DEEPGRAM),
  service(AWS_TRANSCRIBE),
  service(REV),
  service(GOOGLE_SPEECH),
  service(AZURE_SPEECH),
  service(TUPLES),
  { looksLike: looksLikeAssemblyAi, read: readAssemblyAi },
  { looksLike: looksLikeCueLists, read: readCueLists },
  { looksLike: looksLikeSegments, read: readSegments },
]

/** The transcript in the value of a JSON or YAML file; null, and a problem, when it is something else. */
export function readDocument(
  document: unknown,
  language: 'JSON' | 'YAML',
  log: ProblemLog,
  path: string,
): ReadTranscript | null {
  const shape = SHAPES.find((candidate) => candidate.looksLike(document))
  if (shape) return shape.read(document, log, path)
  const code = `${language.toLowerCase()}-not-a-transcript`
  log.add('warning', code, `this ${language} does not look like a transcript, so it was not read`, {
    hint: 'a transcript has a list named "segments" or "cues", each with start, end and text',
  })
  return null
}

function service(answers: Service): DocumentShape {
  return {
    looksLike: (document) => answers.looksLike(document),
    read: (document, log) => readService(answers, document, log),
  }
}
