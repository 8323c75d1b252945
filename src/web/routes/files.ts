import { Router, type Request, type Response } from 'express'
import type { Talk, TalkContent } from '../../archive/event.js'
import type { Image, MediaFile } from '../../archive/media.js'
import { toWebVtt } from '../../archive/webvtt.js'
import { contextOf, readableContent, type WebSettings } from '../context.js'
import { contentDisposition, downloadName } from '../disposition.js'
import { notFound } from '../errors.js'
import { isWithheld } from '../../archive/withheld.js'
import { recordingOf } from '../pages/player.js'
import { chaptersAsVtt, transcriptAsText } from '../plain.js'
import { handOver } from '../sendfile.js'
import { openInside, openStored, sendStored } from '../storedFile.js'
import { movedTalk, queryOf } from './moved.js'

/** What a browser may show in place; everything else is a download. Never HTML or SVG: both can run scripts. */
const INLINE = /^(?:video\/|audio\/|image\/(?:png|jpeg|webp|avif|gif)$|text\/(?:vtt|plain)$)/
const SCRIPTABLE = /html|svg|xml|script/
/** Private: a speaker may opt out, and no cache between us may go on showing the slides. */
const FOR_GOOD = 'private, max-age=31536000, immutable'

type TalkRequest = Request<{ event: string; talk: string }>

/** A talk's files, by the talk's id: the organizer's own, and what we make of them. */
export function fileRoutes(settings: WebSettings): Router {
  const router = Router({ mergeParams: true })
  const original = async (req: Request, res: Response, file: MediaFile | undefined): Promise<void> => {
    if (file?.path === undefined) throw notFound('This talk has no such file.')
    await sendOriginal(settings, req, res, file, file.path)
  }

  router.use('/events/:event/:talk', redirectMoved)
  router.get('/events/:event/:talk/files/:file', async (req, res) => {
    await original(
      req,
      res,
      talkOf(req, res).files.find((file) => file.id === req.params.file),
    )
  })
  router.get('/events/:event/:talk/video', async (req, res) => {
    const talk = talkOf(req, res)
    await original(req, res, recordingOf({ files: talk.files.filter((file) => file.path !== undefined) }))
  })
  router.get('/events/:event/:talk/slides.pdf', async (req, res) => {
    const isPdf = (file: MediaFile): boolean =>
      file.role === 'slides' && file.mediaType === 'application/pdf' && file.path !== undefined
    await original(req, res, talkOf(req, res).files.find(isPdf))
  })
  router.get('/events/:event/:talk/captions/:name.vtt', async (req, res) => {
    const transcripts =
      (await contentOf(req, res))?.transcripts.filter((each) => each.timing !== 'none') ?? []
    const { name } = req.params
    const found =
      transcripts.find((each) => each.id === name) ?? transcripts.find((each) => each.inLanguage === name)
    if (!found) throw notFound('This talk has no captions in that language.')
    res.type('text/vtt; charset=utf-8').send(toWebVtt(found.cues))
  })
  router.get('/events/:event/:talk/chapters.vtt', (req, res) => {
    const talk = talkOf(req, res)
    if (talk.chapters.length === 0) throw notFound('This talk has no chapters.')
    res.type('text/vtt; charset=utf-8').send(chaptersAsVtt(talk))
  })
  router.get('/events/:event/:talk/transcript.txt', async (req, res) => {
    const transcript = (await contentOf(req, res))?.transcripts[0]
    if (!transcript) throw notFound('This talk has no transcript.')
    res.type('text/plain; charset=utf-8').send(transcriptAsText(transcript))
  })
  router.get('/events/:event/:talk{/:size}/poster.webp', async (req, res) => {
    await sendImage(req, res, talkOf(req, res).poster, isSmall(req.params.size))
  })
  router.get('/events/:event/:talk{/:size}/slides/:page.webp', async (req, res) => {
    const page = /^[1-9]\d{0,4}$/.test(req.params.page) ? Number(req.params.page) : 0
    const size = isSmall(req.params.size)
    // A picture that cannot be read now is as good as none.
    const slides = (await contextOf(res).snapshot.content(talkOf(req, res).id))?.deck?.slides ?? []
    await sendImage(req, res, slides.find((slide) => slide.page === page)?.image, size)
  })
  return router
}

/** The talk of a request, unless nothing of it may be served. */
function talkOf(req: TalkRequest, res: Response): Talk {
  const talk = contextOf(res).snapshot.catalogue.talk(`${req.params.event}/${req.params.talk}`)
  if (!talk) throw notFound('There is no such talk in this archive.')
  if (isWithheld(talk)) throw notFound('Nothing recorded of this talk is published.')
  return talk
}

function contentOf(req: TalkRequest, res: Response): Promise<TalkContent | null> {
  return readableContent(contextOf(res).snapshot, talkOf(req, res))
}

/** Files of a renamed talk answer under their new address. */
function redirectMoved(req: TalkRequest, res: Response, next: () => void): void {
  const { site, snapshot } = contextOf(res)
  const { event, talk } = req.params
  const moved = snapshot.catalogue.talk(`${event}/${talk}`)
    ? undefined
    : movedTalk(snapshot.catalogue, event, talk)
  if (moved === undefined || req.path === '/') next()
  else res.redirect(301, site.addresses.talk(moved) + req.path + queryOf(req))
}

async function sendOriginal(
  settings: WebSettings,
  req: Request,
  res: Response,
  file: MediaFile,
  path: string,
): Promise<void> {
  const opened = await openInside(settings.mediaRoot, path)
  const kind = INLINE.test(file.mediaType) ? 'inline' : 'attachment'
  res.set({
    'Content-Disposition': contentDisposition(kind, downloadName(file, path)),
    'Content-Type': SCRIPTABLE.test(file.mediaType) ? 'application/octet-stream' : file.mediaType,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    // A range of a compressed answer would be a range of something else.
    'Cache-Control': 'no-cache, no-transform',
  })
  // Strong only for what was read: of another size it waits for the next ingest. The time of the last change is part
  // of it, so that nobody joins bytes of two files of one size.
  if (file.sha256 && file.bytes === opened.size)
    res.set('ETag', `"${file.sha256.slice(0, 16)}${opened.version}"`)
  const handedOver = handOver(settings.sendfile, opened)
  if (handedOver) {
    await opened.handle.close()
    res.set(handedOver).end()
  } else await sendStored(req, res, opened)
}

/** A picture's address names no size but `small`. */
function isSmall(size: string | undefined): boolean {
  if (size !== undefined && size !== 'small') throw notFound('There is no such picture.')
  return size === 'small'
}

/** The picture for lists may be asked for where there is none of its own: then it is the picture itself. */
async function sendImage(
  req: Request,
  res: Response,
  image: Image | undefined,
  small: boolean,
): Promise<void> {
  const object = (small ? image?.small : undefined) ?? image?.object
  const path = object === undefined ? null : contextOf(res).snapshot.object(object)
  if (object === undefined || !path) throw notFound('There is no such picture.')
  const version = req.query['v']
  const isCurrent = typeof version === 'string' && version.length >= 12 && object.startsWith(version)
  res.set({
    'Content-Type': 'image/webp',
    'Cache-Control': isCurrent ? FOR_GOOD : 'no-cache',
    ETag: `"${object.slice(0, 32)}"`,
  })
  await sendStored(req, res, await openStored(path))
}
