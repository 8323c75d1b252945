/** Windows-1252 at 0x80 to 0x9f (WHATWG Encoding); the runtime's own decoder gives control characters there. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Bytes in Windows-1252 as text; every byte is a character of it. */
export function decodeCp1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\x80-\x9f]/g, (character) => HIGH.charAt(character.charCodeAt(0) - 0x80))
}

/** The byte of a character in Windows-1252, or in Latin-1 where only that has it; -1 when neither has. */
export function cp1252Byte(character: string): number {
  const code = character.codePointAt(0) ?? 0
  const high = HIGH.indexOf(character)
  if (high >= 0) return high + 0x80
  return code <= 0xff ? code : -1
}
