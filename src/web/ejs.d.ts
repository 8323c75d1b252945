/** What we use of EJS, which brings no types. */
declare module 'ejs' {
  interface Options {
    /** Whether the names of the data are looked up in a `with` statement. */
    readonly _with: boolean
    /** Names of the data that are declared as variables instead. */
    readonly destructuredLocals: readonly string[]
    /** Where a template lies, for those that it includes. */
    readonly filename?: string
    /** Compiled templates are kept by their files' names. */
    readonly cache?: boolean
  }
  const ejs: {
    compile(template: string, options: Options): (data: object) => string
    renderFile(
      file: string,
      data: object,
      options: Options,
      done: (error: Error | null, html?: string) => void,
    ): void
  }
  export default ejs
}
