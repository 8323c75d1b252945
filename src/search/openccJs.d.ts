/** opencc-js types its converters, and not its tables. */
declare module 'opencc-js/dict/TSCharacters' {
  /** Traditional and simplified characters in pairs: `階 阶|個 个`. */
  const pairs: string
  export default pairs
}
