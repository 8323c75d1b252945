/** What we use of citation-js, which brings no types: CSL-JSON in, text out. */
declare module '@citation-js/core' {
  export class Cite {
    /** @param item CSL-JSON */
    constructor(item: object)
    format(format: 'bibtex' | 'ris' | 'data'): string
    format(format: 'bibliography', options: { template: 'apa'; format: 'text'; lang: string }): string
  }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-csl'
declare module '@citation-js/plugin-ris'
