/** What tools write below a transcript: Otter, Rev, Trint, Sonix, Happy Scribe and their like name themselves. */
const CREDIT =
  /^(?:(?:automatically |machine )?(?:transcribed|transcript(?:ion)?(?: provided| created| generated)?|subtitles?|captions?|exported) (?:by|with|from):? (?:<?https?:\/\/)?(?:www\.)?(?:otter\.ai|turboscribe(?:\.ai)?|rev\.com|trint(?:\.com)?|sonix(?:\.ai)?|happy ?scribe(?:\.com)?|descript(?:\.com)?|notta(?:\.ai)?|fireflies\.ai|temi\.com|amara\.org)\S{0,80}(?: .{0,80})?)$/i
/** What Teams and Zoom write where somebody presses a button. */
const PRESSED = /^\S.{0,80} (?:started|stopped) transcription\.?$/i
/** A heading that only says what the file is. */
const HEADING =
  /^(?:(?:full|raw|edited|auto(?:matic)?|talk|meeting|interview|video|audio) )?(?:transcript(?:ion)?|transkript(?:ion)?|abschrift|transcripción|transcrição|trascrizione|transcriptie|文字起こし|字幕|文字稿)\s?[:：]?$/i
/** Otter's lists above a transcript: each is named on a line of its own, and ends at an empty line. */
const LIST = /^(?:SUMMARY KEYWORDS|SPEAKERS)$/
/** Headings stand within so many lines from the top. */
const TOP = 40

/**
 * The lines of a text without those that tools write around what is said, which are emptied: who transcribed it
 * (`Transcribed by https://otter.ai`), who pressed the button and the title above that, `Transcript` as a heading,
 * Otter's lists of keywords and speakers.
 * @param beginsWithTime whether somebody's words have begun at a line
 */
export function withoutAsides(
  lines: readonly string[],
  beginsWithTime: (line: string) => boolean,
): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  const begins = lines.findIndex(beginsWithTime)
  const started = lines.slice(0, TOP).findIndex((line) => PRESSED.test(line.trim()))
  const from = started >= 0 && (begins < 0 || started < begins) ? started : 0
  let isList = false
  return lines.map((line, i) => {
    const text = line.trim()
    isList = text !== '' && (isList || (LIST.test(text) && i < TOP && (begins < 0 || i < begins)))
    const isAside =
      i < from || isList || CREDIT.test(text) || PRESSED.test(text) || (i < first + TOP && HEADING.test(text))
    return isAside ? '' : line
  })
}
