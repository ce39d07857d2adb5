import { failed, ok, type Result } from '../../base/result.ts'
import type { HttpPort } from '../http-port.ts'
import type { TargetError } from '../publish-error.ts'
import { serverErrorMessage } from '../server-error.ts'

// Jobs as Flink's own REST shows them.

export interface Job {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly startedAt: number
  readonly durationMs: number
}
export interface JobException {
  readonly at: number
  readonly name: string
  readonly stack: string
}

const TIMEOUT = 15_000
const jobUrl = (restUrl: string, id: string) => `${restUrl.replace(/\/+$/, '')}/jobs/${encodeURIComponent(id)}`

/** The job, or undefined where Flink says that there is none. */
export async function findJob(
  http: HttpPort,
  restUrl: string,
  id: string,
): Promise<Result<Job | undefined, TargetError>> {
  const answer = await get(http, jobUrl(restUrl, id))
  if (!answer.ok) return answer.error.tag === 'not-found' ? ok(undefined) : answer
  const { jid, name, state, ['start-time']: startedAt, duration } = answer.value
  if (typeof jid !== 'string' || typeof state !== 'string')
    return failed({ tag: 'unknown-outcome', message: `${jobUrl(restUrl, id)} did not answer with a job` })
  return ok({
    id: jid,
    name: String(name ?? ''),
    state,
    startedAt: Number(startedAt ?? 0),
    durationMs: Number(duration ?? 0),
  })
}

export async function findExceptions(
  http: HttpPort,
  restUrl: string,
  id: string,
): Promise<Result<readonly JobException[], TargetError>> {
  const answer = await get(http, `${jobUrl(restUrl, id)}/exceptions?maxExceptions=10`)
  if (!answer.ok) return answer
  const history = answer.value['exceptionHistory']
  const entries =
    typeof history === 'object' && history !== null && 'entries' in history && Array.isArray(history.entries)
      ? history.entries
      : []
  return ok(
    entries.map((entry: Readonly<Record<string, unknown>>) => ({
      at: Number(entry['timestamp'] ?? 0),
      name: String(entry['exceptionName'] ?? ''),
      stack: String(entry['stacktrace'] ?? ''),
    })),
  )
}

/** Asks Flink to cancel; the state changes a little later. */
export async function cancelJob(http: HttpPort, restUrl: string, id: string): Promise<Result<void, TargetError>> {
  const url = `${jobUrl(restUrl, id)}?mode=cancel`
  const answer = await http({ method: 'PATCH', url, timeoutMs: TIMEOUT })
  if (!answer.ok) return failed({ tag: 'unreachable', url, message: answer.error.message })
  if (answer.value.status === 404) return failed({ tag: 'not-found', what: id })
  // 409: it has ended already, which is what was asked for.
  if (answer.value.status >= 300 && answer.value.status !== 409)
    return failed({ tag: 'refused', message: serverErrorMessage(answer.value.status, answer.value.text) })
  return ok(undefined)
}

export async function readVersion(http: HttpPort, restUrl: string): Promise<Result<string, TargetError>> {
  const answer = await get(http, `${restUrl.replace(/\/+$/, '')}/config`)
  return answer.ok ? ok(String(answer.value['flink-version'] ?? '')) : answer
}

async function get(http: HttpPort, url: string): Promise<Result<Readonly<Record<string, unknown>>, TargetError>> {
  const answer = await http({ method: 'GET', url, timeoutMs: TIMEOUT })
  if (!answer.ok) return failed({ tag: 'unreachable', url, message: answer.error.message })
  const { status, text } = answer.value
  if (status === 404 && isFlinksOwn(text)) return failed({ tag: 'not-found', what: url })
  if (status !== 200) return failed({ tag: 'refused', message: serverErrorMessage(status, text) })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return ok(value as Readonly<Record<string, unknown>>)
  } catch {
    // Half an answer, or a page of something in between: falls through.
  }
  return failed({ tag: 'unknown-outcome', message: `${url} did not answer as Flink does` })
}

/** A proxy's 404 page must not count as "there is no such job". */
const isFlinksOwn = (text: string): boolean => text.includes('"errors"') && text.includes('NotFoundException')
