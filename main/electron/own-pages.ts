export const SCHEME = 'app'
/** The one place from which windows are loaded; also their origin. */
export const OWN_ORIGIN = 'app://millrace'
export const START_PAGE = `${OWN_ORIGIN}/`

/** Whether an address is a page of ours. Parsed, because `app://millrace.evil` begins the same way. */
export function isOwnPage(address: string): boolean {
  const url = parse(address)
  return url?.protocol === `${SCHEME}:` && url.host === 'millrace' && url.username === '' && url.password === ''
}

/** What the user's browser may be asked to open. */
export function mayOpenOutside(address: string): boolean {
  const url = parse(address)
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}

/** Copying is all that a window needs; everything else is denied without asking. */
export const mayUse = (permission: string): boolean => permission === 'clipboard-sanitized-write'

function parse(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
