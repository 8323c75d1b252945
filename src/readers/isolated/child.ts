/**
 * The program that reads XML, Office and other packed files, apart from ours: they can hang a reader or eat all
 * memory, so their reader is a process that can be killed.
 */
import { FORMATS } from '../formats.js'
import { serveReader } from './serveReader.js'

await serveReader((format) => {
  const row = FORMATS.find(({ id }) => id === format)
  return row?.readDeck ?? row?.read ?? null
})
