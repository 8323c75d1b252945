import type { ProblemLog } from '../problemLog.js'

/** Cue settings, style blocks, style tags and overrides, in WebVTT, SubRip and what they were made from. */
const STYLING = [
  /-->[^\n]*\b(?:align|position|line|size|vertical|region):/,
  /^(?:STYLE|REGION)\s*$/m,
  /<(?:[biu]|font|c\.[^\s>]{1,80}|[biu]\.[^\s>]{1,80})[ >]/i,
  /\{\\[a-z]/i,
]

/** Reports once that a file has places, colours or fonts, which are not kept. */
export function reportStyling(log: ProblemLog): void {
  log.add('info', 'styling-left-out', 'places, colours and fonts of the captions are not shown', {
    hint: 'the file itself can be downloaded as it is',
  })
}

/** Reports lost styling when a file in the manner of WebVTT or SubRip has any. */
export function reportCueStyling(text: string, log: ProblemLog): void {
  if (STYLING.some((pattern) => pattern.test(text))) reportStyling(log)
}
