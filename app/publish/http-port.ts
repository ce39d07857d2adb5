import type { Result } from '../base/result.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH'
  readonly url: string
  readonly body?: string
  readonly timeoutMs: number
}
export interface HttpResponse {
  readonly status: number
  readonly text: string
}
/** What may happen on the way; none of them says whether the server acted. */
export interface HttpFailure {
  readonly tag: 'timeout' | 'unreachable' | 'interrupted' | 'too-large' | 'redirected'
  readonly message: string
}

/** The network, injected. Never follows a redirect, caps the size of an answer, verifies TLS. */
export type HttpPort = (request: HttpRequest) => Promise<Result<HttpResponse, HttpFailure>>
