/** A Chromium to test in; see chromium.mjs. */
export function findChromium(options: { install: boolean }): string | undefined
