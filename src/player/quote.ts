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
  const text = selection.toString().trim()
  const article = document.querySelector('.transcript')
  if (!text || !article?.contains(range.commonAncestorContainer)) return null
  const sentence = [...article.querySelectorAll<HTMLElement>('.s')].find((each) => range.intersectsNode(each))
  return sentence ? { text, sentence, box: range.getBoundingClientRect() } : null
}

/** Who says a sentence: named at its paragraph, or at the last one before that names anybody. */
function speakerOf(sentence: HTMLElement): string | undefined {
  const names = [...document.querySelectorAll<HTMLElement>('.transcript .speaker')]
  const before = names.filter(
    (name) => name.compareDocumentPosition(sentence) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  return before.at(-1)?.textContent ?? undefined
}
