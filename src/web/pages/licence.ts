import { webAddress } from './webAddress.js'

/** What may be done with something: as it was stated, and where its text is, if that can be told. */
export interface Licence {
  readonly name: string
  readonly url?: string
}

/** Creative Commons by their SPDX identifiers: https://spdx.org/licenses/ */
const CREATIVE_COMMONS = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-([1-4]\.[0-9])$/i

/** A licence by its SPDX identifier, its address, or in words. */
export function licenceOf(stated: string): Licence {
  const [, terms, version] = CREATIVE_COMMONS.exec(stated) ?? []
  if (terms !== undefined && version !== undefined)
    return {
      name: stated,
      url: `https://creativecommons.org/licenses/${terms.toLowerCase()}/${version}/`,
    }
  if (/^CC0-1\.0$/i.test(stated))
    return { name: stated, url: 'https://creativecommons.org/publicdomain/zero/1.0/' }
  const url = webAddress(stated)
  return { name: stated, ...(url && { url }) }
}
