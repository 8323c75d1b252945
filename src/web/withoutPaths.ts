/** Text with every absolute path cut to its last name: what visitors may read of this machine. */
export function withoutPaths(text: string): string {
  return text.replace(ABSOLUTE, (_path, quote: string, name: string) => quote + name)
}

/** From a slash or a drive's letter, at the start of a word or a quotation; an address on the web is none. */
const ABSOLUTE = /(^|[\s"'`(=])(?:[A-Za-z]:)?[\\/](?:[^\s"'`\\/]+[\\/])+([^\s"'`\\/]*)/g
