import type { HttpRequest } from '../http-port.ts'

// The calls of Flink's SQL Gateway that a publication makes, as values: a dry run prints them, a
// publication sends them.

/** A call and why it is made. */
export interface GatewayCall extends HttpRequest {
  readonly purpose: CallPurpose
}
export type CallPurpose = 'open-session' | 'configure' | 'submit' | 'fetch-result' | 'close-session'

const QUICK = 15_000
/** Planning a large statement set takes Flink a while. */
const SLOW = 60_000

const call = (
  purpose: CallPurpose,
  method: GatewayCall['method'],
  url: string,
  timeoutMs: number,
  body?: unknown,
): GatewayCall => ({
  purpose,
  method,
  url,
  timeoutMs,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

const sessions = (gatewayUrl: string) => `${gatewayUrl.replace(/\/+$/, '')}/v2/sessions`
const session = (gatewayUrl: string, handle: string) => `${sessions(gatewayUrl)}/${encodeURIComponent(handle)}`

export const openSession = (
  gatewayUrl: string,
  name: string,
  properties: Readonly<Record<string, string>>,
): GatewayCall => call('open-session', 'POST', sessions(gatewayUrl), QUICK, { sessionName: name, properties })

/** DDL and SET, answered when done. Starts no job. */
export const configure = (gatewayUrl: string, handle: string, statement: string): GatewayCall =>
  call('configure', 'POST', `${session(gatewayUrl, handle)}/configure-session`, SLOW, { statement })

/** The one call that starts a job. */
export const submit = (gatewayUrl: string, handle: string, statement: string): GatewayCall =>
  call('submit', 'POST', `${session(gatewayUrl, handle)}/statements`, QUICK, { statement })

export const fetchResult = (gatewayUrl: string, handle: string, operation: string): GatewayCall =>
  call(
    'fetch-result',
    'GET',
    `${session(gatewayUrl, handle)}/operations/${encodeURIComponent(operation)}/result/0?rowFormat=JSON`,
    SLOW,
  )

/** Also cancels what the session has not submitted yet. */
export const closeSession = (gatewayUrl: string, handle: string): GatewayCall =>
  call('close-session', 'DELETE', session(gatewayUrl, handle), QUICK)
