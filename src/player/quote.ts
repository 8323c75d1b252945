import { formatTime } from '../archive/time.js'

/** What a quotation names beside the words. */
export interface Quoted {
  readonly name: string
  /** The talk's own address. */
  readonly url: string
}

/** A quotation of the words selected in the transcript, else of the sentence being said; null where there is neither. */
export function quoteOf({ name, url }: Quoted): string | null {
  const selected = selectedWords()
  const first = selected?.sentence ?? document.querySelector<HTMLElement>('.s[aria-current]')
  const words = (selected?.text ?? first?.textContent ?? '').replace(/\s+/g, ' ').trim()
  if (!first || !words) return null
  const start = first.dataset['t']
  const address = new URL(
    start === undefined ? url : `${url}?t=${Math.round(Number(start) * 100) / 100}`,
    location.origin,
  )
  const speaker = speakerOf(first)
  const who = [speaker, name, start !== undefined && formatTime(Number(start))].filter(Boolean).join(', ')
  return `“${words}”\n${who}\n${address.href}`
}

/** Offers to copy words as soon as some are selected in the transcript. */
export function offerQuotes(quoted: Quoted, copy: (text: string, button: HTMLElement) => void): void {
  const article = document.querySelector<HTMLElement>('.transcript')
  if (!article) return
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button button-solid quote',
    textContent: 'Copy quote',
    hidden: true,
  })
  article.append(button)
  let kept = ''
  const offer = (): void => {
    const selected = selectedWords()
    button.hidden = selected === null
    if (!selected) return
    kept = quoteOf(quoted) ?? ''
    button.textContent = 'Copy quote'
    const [box, frame] = [selected.box, article.getBoundingClientRect()]
    const left = Math.min(Math.max(0, box.left - frame.left), Math.max(0, frame.width - 120))
    button.style.left = `${left}px`
    button.style.top = `${box.bottom - frame.top + 8}px`
  }
  document.addEventListener('selectionchange', () => {
    // A press on the button itself takes the selection away on some telephones.
    if (document.activeElement !== button) requestAnimationFrame(offer)
  })
  button.addEventListener('pointerdown', (event) => {
    event.preventDefault()
  })
  button.addEventListener('click', () => {
    copy(kept, button)
  })
}

function selectedWords(): { text: string; sentence: HTMLElement; box: DOMRect } | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const article = document.querySelector('.transcript')
  if (!article?.contains(range.commonAncestorContainer)) return null
  const parts = [...article.querySelectorAll<HTMLElement>('.s')]
    .filter((sentence) => range.intersectsNode(sentence))
    .map((sentence) => ({ sentence, text: wordsIn(sentence, range) }))
    .filter(({ text }) => text !== '')
  const [first] = parts
  if (!first) return null
  const text = parts.map((part) => part.text).join(' ')
  return { text, sentence: first.sentence, box: range.getBoundingClientRect() }
}

/** The selected words of a sentence: times and names between the paragraphs are nobody's words. */
function wordsIn(sentence: HTMLElement, selected: Range): string {
  const range = document.createRange()
  range.selectNodeContents(sentence)
  if (range.comparePoint(selected.startContainer, selected.startOffset) === 0)
    range.setStart(selected.startContainer, selected.startOffset)
  if (range.comparePoint(selected.endContainer, selected.endOffset) === 0)
    range.setEnd(selected.endContainer, selected.endOffset)
  return range.toString().trim()
}

/** Who says a sentence: named at its paragraph, or at the last one before that names anybody. */
function speakerOf(sentence: HTMLElement): string | undefined {
  const names = [...document.querySelectorAll<HTMLElement>('.transcript .speaker')]
  const before = names.filter(
    (name) => name.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  return before.at(-1)?.textContent ?? undefined
}
