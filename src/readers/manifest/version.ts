/** Raised whenever the same file gives another value or other problems: what was kept of manifests is read again. */
export const MANIFEST_VERSION = 1
