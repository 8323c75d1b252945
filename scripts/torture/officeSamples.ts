import { strToU8, zipSync } from 'fflate'

import { SENTENCES } from './textSamples.js'

/** A Word document, a paragraph a sentence; only the parts that a reader needs. */
export function makeDocx(): Buffer {
  const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const body = SENTENCES.map((text) => `<w:p><w:r><w:t>Ana: ${text}</w:t></w:r></w:p>`).join('')
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'
  return zipped({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${space}"><w:body>${body}</w:body></w:document>`,
  })
}

/** A LibreOffice deck, a page a sentence; only the parts that a reader needs. */
export function makeOdp(): Buffer {
  const office = 'urn:oasis:names:tc:opendocument:xmlns'
  const spaces = ['office', 'text', 'presentation']
    .map((name) => `xmlns:${name}="${office}:${name}:1.0"`)
    .join(' ')
  const pages = SENTENCES.map(
    (text, i) =>
      `<draw:page draw:name="page${i + 1}"><draw:frame presentation:class="title"><draw:text-box><text:p>Wall ${i + 1}</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`,
  ).join('')
  const content = `<?xml version="1.0"?><office:document-content ${spaces} xmlns:draw="${office}:drawing:1.0" office:version="1.2"><office:body><office:presentation>${pages}</office:presentation></office:body></office:document-content>`
  const type = 'application/vnd.oasis.opendocument.presentation'
  const manifest = `<manifest:manifest xmlns:manifest="${office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
  return zipped({ mimetype: type, 'content.xml': content, 'META-INF/manifest.xml': manifest })
}

function zipped(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: new Date(2024, 0, 1) }))
}
