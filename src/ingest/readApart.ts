/**
 * The readers that use other processes or much code, for what could hang or flood this one: loaded when there is
 * something for them to read.
 */
export { readIsolated } from '../readers/isolated/readIsolated.js'
export { DECK, TRANSCRIPT } from '../readers/isolated/shapes.js'
export { readConverted } from '../readers/office/convertedDeck.js'
export { readDeck } from '../readers/pdf/readDeck.js'
