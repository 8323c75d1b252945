/** A small event as an organizer would lay it out: two talks with transcripts, one of them declared. */
export const SMALL_EVENT: Readonly<Record<string, string>> = {
  'harbour-days/event.yaml': `name: Harbour Days
startDate: 2024-05-02
timeZone: Europe/Lisbon
persons:
  - { id: ana-reis, name: Ana Reis }
talks:
  - id: tides
    name: Reading the tides
    abstract: How a tide table is made and what it leaves out.
    start: 2024-05-02T10:00
    persons: [ana-reis]
    keywords: [Tides]
`,
  'harbour-days/tides/transcript.en.vtt': `WEBVTT

00:01.000 --> 00:04.000
The moon pulls on the water,

00:04.000 --> 00:08.000
and the zanzibar harbour answers an hour later.
`,
  'harbour-days/pilots/transcript.srt': `1
00:00:00,500 --> 00:00:03,000
A pilot boards every ship.

2
00:00:03,000 --> 00:00:06,000
The ladder is the dangerous part.
`,
}
