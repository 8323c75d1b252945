import type { Reading } from '../../../src/archive/problem.js'
import { formatOf } from '../../../src/readers/formats.js'
import type { ReadTranscript } from '../../../src/readers/readTranscript.js'

/** What reading a file gave. */
interface ReadFile {
  readonly name: string
  readonly reading: Reading<ReadTranscript>
}

/** A Markdown table of what was read, a row a format: the conformance cases of vtt.js have one of their own. */
export function corpusTable(files: readonly ReadFile[]): string {
  const groups = new Map<string, ReadFile[]>()
  for (const file of files) {
    const id = file.name.includes('vttjs') ? 'vtt.js cases' : (formatOf(file.name)?.id ?? '?')
    groups.set(id, [...(groups.get(id) ?? []), file])
  }
  const rows = [...groups].map(([id, members]) => {
    const tracks = members.flatMap(({ reading: { value } }) =>
      value ? [value, ...(value.others ?? [])] : [],
    )
    const cues = tracks.flatMap((track) => track.cues)
    const words = cues.reduce((sum, cue) => sum + cue.text.split(' ').length, 0)
    const none = members.filter(({ reading }) => reading.value === null).length
    const codes = new Map<string, number>()
    for (const { code } of members.flatMap(({ reading }) => reading.problems))
      codes.set(code, (codes.get(code) ?? 0) + 1)
    const problems = [...codes].sort(([, a], [, b]) => b - a).map(([code, n]) => `${code} ${n}`)
    return `| ${id} | ${members.length} | ${none} | ${cues.length} | ${words} | ${problems.join(', ')} |`
  })
  return [
    '| Format | Files | without cues | Cues | Words | Problems named |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n')
}
