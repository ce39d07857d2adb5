import { ok } from '../../base/result.ts'
import type { HttpPort, HttpRequest, HttpResponse } from '../http-port.ts'

/**
 * A SQL Gateway and a Flink in memory, with a ledger of every job that ever started. Behaves as the
 * real ones were seen to: a statement runs some time after its call was answered, unless its session is
 * closed first; a job id that was used is refused; a closed session does not exist.
 */
export interface FakeCluster {
  readonly http: HttpPort
  /** Ids of all jobs that were started, in order. */
  readonly ledger: readonly string[]
  /** Time passes: operations that are due run. */
  tick(): void
}

interface Operation {
  due: number
  outcome: { readonly jobId: string } | { readonly error: string } | undefined
}
interface Session {
  readonly jobId: string
  readonly name: string
  readonly operations: Map<string, Operation>
}
interface FakeJob {
  readonly name: string
  state: string
}

export function createFakeCluster(options: { readonly ticksToStart: number; readonly refuse?: RegExp }): FakeCluster {
  const sessions = new Map<string, Session>()
  const jobs = new Map<string, FakeJob>()
  const ledger: string[] = []
  let time = 0
  let handles = 0

  function tick(): void {
    time++
    for (const session of sessions.values())
      for (const operation of session.operations.values())
        if (operation.outcome === undefined && operation.due <= time) run(session, operation)
  }

  function run(session: Session, operation: Operation): void {
    if (jobs.has(session.jobId)) {
      operation.outcome = { error: `Job has already been submitted. (JobID: ${session.jobId})` }
      return
    }
    jobs.set(session.jobId, { name: session.name, state: 'RUNNING' })
    ledger.push(session.jobId)
    operation.outcome = { jobId: session.jobId }
  }

  const routes: readonly (readonly [
    HttpRequest['method'],
    RegExp,
    (match: RegExpExecArray, body: Record<string, unknown>) => HttpResponse,
  ])[] = [
    [
      'POST',
      /\/v2\/sessions$/,
      (_, body) => {
        const properties = body['properties'] as Record<string, string>
        const handle = `session-${++handles}`
        sessions.set(handle, {
          jobId: properties['$internal.pipeline.job-id'] ?? '',
          name: properties['pipeline.name'] ?? '',
          operations: new Map(),
        })
        return answer({ sessionHandle: handle })
      },
    ],
    [
      'POST',
      /\/v2\/sessions\/([^/]+)\/configure-session$/,
      (match, body) => {
        if (!sessions.has(match[1] ?? '')) return noSession()
        return options.refuse?.test(String(body['statement']))
          ? error('SqlParserException: SQL parse failed. Unknown identifier')
          : answer({})
      },
    ],
    [
      'POST',
      /\/v2\/sessions\/([^/]+)\/statements$/,
      (match) => {
        const session = sessions.get(match[1] ?? '')
        if (session === undefined) return noSession()
        const handle = `operation-${++handles}`
        session.operations.set(handle, { due: time + options.ticksToStart, outcome: undefined })
        return answer({ operationHandle: handle })
      },
    ],
    [
      'GET',
      /\/v2\/sessions\/([^/]+)\/operations\/([^/]+)\/result\/0/,
      (match) => {
        const operation = sessions.get(match[1] ?? '')?.operations.get(match[2] ?? '')
        if (operation === undefined) return noSession()
        if (operation.outcome === undefined) return answer({ resultType: 'NOT_READY' })
        return 'error' in operation.outcome
          ? error(`DuplicateJobSubmissionException: ${operation.outcome.error}`)
          : answer({ resultType: 'PAYLOAD', jobID: operation.outcome.jobId })
      },
    ],
    [
      'DELETE',
      /\/v2\/sessions\/([^/]+)$/,
      (match) => (sessions.delete(match[1] ?? '') ? answer({ status: 'CLOSED' }) : noSession()),
    ],
    [
      'GET',
      /\/jobs\/([^/?]+)$/,
      (match) => {
        const id = match[1] ?? ''
        const job = jobs.get(id)
        return job === undefined
          ? notFound(id)
          : answer({ jid: id, name: job.name, state: job.state, 'start-time': 1, duration: 5 })
      },
    ],
    ['GET', /\/jobs\/([^/]+)\/exceptions/, () => answer({ exceptionHistory: { entries: [], truncated: false } })],
    [
      'PATCH',
      /\/jobs\/([^/?]+)\?mode=cancel$/,
      (match) => {
        const job = jobs.get(match[1] ?? '')
        if (job === undefined) return notFound(match[1] ?? '')
        job.state = 'CANCELED'
        return { status: 202, text: '{}' }
      },
    ],
  ]

  const http: HttpPort = async (request) => {
    tick()
    for (const [method, pattern, handle] of routes) {
      const match = pattern.exec(request.url)
      if (method === request.method && match !== null)
        return ok(
          handle(match, request.body === undefined ? {} : (JSON.parse(request.body) as Record<string, unknown>)),
        )
    }
    throw new Error(`The fake does not know ${request.method} ${request.url}`)
  }
  return { http, ledger, tick }
}

const answer = (body: unknown): HttpResponse => ({ status: 200, text: JSON.stringify(body) })
const error = (message: string): HttpResponse => ({
  status: 500,
  text: JSON.stringify({
    errors: [
      'Internal server error.',
      `<Exception on server side:\norg.apache.flink.table.gateway.SqlGatewayException: failed\n\tat x\nCaused by: org.apache.flink.${message}\n\tat y`,
    ],
  }),
})
const noSession = (): HttpResponse => error("SqlGatewayException: Session 'x' does not exist.")
const notFound = (id: string): HttpResponse => ({
  status: 404,
  text: JSON.stringify({ errors: [`org.apache.flink.runtime.rest.NotFoundException: Job ${id} not found`] }),
})
