import { failed, ok, type Result } from '../../app/base/result.ts'
import type { HttpFailure, HttpPort, HttpResponse } from '../../app/publish/http-port.ts'

/** An answer longer than this is no answer of Flink's to what is asked here. */
const MAX_BYTES = 8 * 1024 * 1024

/** The network for the publisher: one request, no redirect, no answer without end, no waiting without end. */
export const httpPort: HttpPort = async (request) => {
  const signal = AbortSignal.timeout(request.timeoutMs)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body, headers: { 'content-type': 'application/json' } }),
    })
    if (response.status >= 300 && response.status < 400)
      return failed({
        tag: 'redirected',
        message: `HTTP ${response.status} to ${response.headers.get('location') ?? 'another address'}`,
      })
    return await readCapped(response)
  } catch (error) {
    if (signal.aborted) return failed({ tag: 'timeout', message: `no answer in ${request.timeoutMs / 1000} s` })
    const { code, message } = causeOf(error)
    return failed({ tag: code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' ? 'interrupted' : 'unreachable', message })
  }
}

async function readCapped(response: Response): Promise<Result<HttpResponse, HttpFailure>> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) return failed({ tag: 'too-large', message: `more than ${MAX_BYTES / 1024 / 1024} MB` })
    text += decoder.decode(chunk, { stream: true })
  }
  return ok({ status: response.status, text: text + decoder.decode() })
}

/** `fetch` wraps the reason that a person can use. */
function causeOf(error: unknown): { readonly code: string; readonly message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return { code, message: cause instanceof Error && cause.message !== '' ? cause.message : code || String(cause) }
}
