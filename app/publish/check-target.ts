import { readVersion } from './flink-rest/jobs.ts'
import type { HttpPort } from './http-port.ts'
import { serverErrorMessage } from './server-error.ts'

/** Whether both ends of a target answer, and as what: the text is Flink's version or what went wrong. */
export interface CheckedTarget {
  readonly gateway: { readonly ok: boolean; readonly text: string }
  readonly rest: { readonly ok: boolean; readonly text: string }
}

const TIMEOUT = 5_000

export async function checkTarget(http: HttpPort, gatewayUrl: string, restUrl: string): Promise<CheckedTarget> {
  const [gateway, rest] = await Promise.all([checkGateway(http, gatewayUrl), checkRest(http, restUrl)])
  return { gateway, rest }
}

async function checkGateway(http: HttpPort, gatewayUrl: string): Promise<CheckedTarget['gateway']> {
  const answer = await http({ method: 'GET', url: `${gatewayUrl.replace(/\/+$/, '')}/v2/info`, timeoutMs: TIMEOUT })
  if (!answer.ok) return { ok: false, text: answer.error.message }
  const { status, text } = answer.value
  const version = /"version"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  const isFlink = status === 200 && text.includes('"productName"') && version !== undefined
  return isFlink ? { ok: true, text: version } : { ok: false, text: serverErrorMessage(status, text) }
}

async function checkRest(http: HttpPort, restUrl: string): Promise<CheckedTarget['rest']> {
  const version = await readVersion(http, restUrl)
  if (!version.ok) return { ok: false, text: 'message' in version.error ? version.error.message : version.error.what }
  return version.value === '' ? { ok: false, text: 'no Flink REST' } : { ok: true, text: version.value }
}
