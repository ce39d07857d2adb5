import { SECURITY_HEADERS } from '../host/security-headers.ts'
import type { StaticFile } from '../host/static-files.ts'
import { isOwnPage } from './own-pages.ts'

/** Answers `app://millrace/…` with the files of the built window, and everything else with nothing. */
export function createAppProtocol(file: (path: string) => StaticFile | undefined) {
  return (request: { readonly url: string; readonly method: string }): Response => {
    const found = request.method === 'GET' && isOwnPage(request.url) ? file(new URL(request.url).pathname) : undefined
    if (found === undefined) return new Response(null, { status: 404, headers: SECURITY_HEADERS })
    return new Response(new Uint8Array(found.bytes), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': found.type },
    })
  }
}
