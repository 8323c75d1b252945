const MAX_LINKS = 200
const MAX_LENGTH = 2000

/**
 * The addresses among some texts that a page may link to: `http:`, `https:` and `mailto:`, each once, as they were
 * written. What runs code or opens files is no address here.
 */
export function safeLinks(addresses: Iterable<string>): string[] {
  const links = new Set<string>()
  for (const address of addresses) {
    const link = address.trim()
    if (links.size < MAX_LINKS && link.length <= MAX_LENGTH && isSafe(link)) links.add(link)
  }
  return [...links]
}

function isSafe(address: string): boolean {
  // Other programs read past control characters that the URL parser drops.
  if (!/^(https?:\/\/|mailto:)[^\p{Cc}\s]+$/iu.test(address)) return false
  return URL.canParse(address)
}
