import { failed, ok, type Result } from '../base/result.ts'
import type { PublicationReason, PublicationRecord, TargetRecord } from '../flow/records.ts'
import { findJob } from './flink-rest/jobs.ts'
import { readOperationHandle, readSessionHandle, readStatementResult } from './gateway/answers.ts'
import { closeSession, configure, fetchResult, type GatewayCall, openSession, submit } from './gateway/calls.ts'
import type { HttpPort } from './http-port.ts'
import type { PublishPlan } from './plan.ts'
import { serverErrorMessage } from './server-error.ts'

export interface ApplyPorts {
  readonly http: HttpPort
  /** Commits the record before it returns: what is not written down does not happen. */
  readonly record: (publication: PublicationRecord) => void
  readonly delay: (milliseconds: number) => Promise<void>
}

const POLL_MS = 250
/** Flink plans and submits within this time, or the outcome is looked up. */
const POLLS = 480
/** A submission that got through becomes a job within this time, mostly. */
const ARRIVAL_LOOKS = 12
/** After its session is closed a job that was on its way appears within this time, or never. */
const GRACE_LOOKS = 6
const LOOK_MS = 500

/**
 * Sends a recorded intent to its target and says what became of it. Only `submit` starts a job; before it the
 * record says 'submitting', so that whoever comes back after a crash knows whether to look. When the
 * answer to `submit` is lost the call is never repeated: the target is asked for the job instead.
 */
export async function applyPublication(
  plan: PublishPlan,
  target: TargetRecord,
  intent: PublicationRecord,
  ports: ApplyPorts,
): Promise<PublicationRecord> {
  const opened = await send(openSession(target.gatewayUrl, plan.jobName, plan.properties), ports.http)
  const session = opened.ok ? readSessionHandle(opened.value) : undefined
  if (session === undefined)
    return conclude(
      intent,
      'failed',
      { reason: 'no-session', ...(opened.ok ? {} : { message: opened.error.message }) },
      ports,
    )

  for (const statement of plan.preparations) {
    const prepared = await send(configure(target.gatewayUrl, session, statement), ports.http)
    if (prepared.ok) continue
    await send(closeSession(target.gatewayUrl, session), ports.http)
    return conclude(intent, 'failed', { reason: 'preparation-refused', message: prepared.error.message }, ports)
  }

  const submitting: PublicationRecord = { ...intent, state: 'submitting', session }
  ports.record(submitting)
  const started = await startJob(plan, target, session, ports)
  if (!started.ok) return settlePublication(submitting, target, ports, started.error)
  const published = confirm(submitting, ports)
  await send(closeSession(target.gatewayUrl, session), ports.http)
  return published
}

interface Cause {
  readonly reason: PublicationReason
  readonly message?: string
}

async function startJob(
  plan: PublishPlan,
  target: TargetRecord,
  session: string,
  ports: ApplyPorts,
): Promise<Result<void, Cause>> {
  const submitted = await send(submit(target.gatewayUrl, session, plan.submission), ports.http)
  const operation = submitted.ok ? readOperationHandle(submitted.value) : undefined
  if (operation === undefined)
    return failed({ reason: 'no-answer', ...(submitted.ok ? {} : { message: submitted.error.message }) })
  for (let poll = 0; poll < POLLS; poll++) {
    const answer = await send(fetchResult(target.gatewayUrl, session, operation), ports.http)
    if (!answer.ok)
      return failed({
        reason: answer.error.answered ? 'submission-refused' : 'no-answer',
        message: answer.error.message,
      })
    const result = readStatementResult(answer.value)
    if (result === undefined) return failed({ reason: 'no-answer' })
    if (result.kind === 'job')
      return result.jobId === plan.jobId
        ? ok(undefined)
        : failed({ reason: 'no-answer', message: `job ${result.jobId}` })
    await ports.delay(POLL_MS)
  }
  return failed({ reason: 'no-answer' })
}

/**
 * Finds out what became of a submission whose answer is not known: waits for the job under the id that was
 * chosen for it, then closes the session, so that nothing can start any more, and looks again. Says
 * 'failed' only when Flink itself says that there is no such job; otherwise the record stays 'unknown'
 * and can be settled again.
 */
export async function settlePublication(
  publication: PublicationRecord,
  target: TargetRecord,
  ports: ApplyPorts,
  cause: Cause = { reason: 'interrupted' },
): Promise<PublicationRecord> {
  const refused = cause.reason === 'submission-refused'
  const arrived = refused ? 'absent' : await awaitJob(publication, target, ports, ARRIVAL_LOOKS)
  if (arrived === 'present') return confirm(publication, ports)
  const withdrawn = publication.session === undefined || (await isSessionGone(target, publication.session, ports.http))
  const found = await awaitJob(publication, target, ports, GRACE_LOOKS)
  if (found === 'present') return confirm(publication, ports)
  if (found === 'unknown' || !withdrawn) return conclude(publication, 'unknown', cause, ports)
  return conclude(publication, 'failed', { ...cause, reason: refused ? cause.reason : 'not-started' }, ports)
}

async function awaitJob(
  publication: PublicationRecord,
  target: TargetRecord,
  ports: ApplyPorts,
  looks: number,
): Promise<'present' | 'absent' | 'unknown'> {
  for (let look = 0; look < looks; look++) {
    const job = await findJob(ports.http, target.restUrl, publication.jobId)
    if (!job.ok) return 'unknown'
    if (job.value !== undefined) return 'present'
    await ports.delay(LOOK_MS)
  }
  return 'absent'
}

function confirm(publication: PublicationRecord, ports: ApplyPorts): PublicationRecord {
  const { reason: _, message: __, ...known } = publication
  const published: PublicationRecord = { ...known, state: 'published' }
  ports.record(published)
  return published
}

function conclude(
  publication: PublicationRecord,
  state: 'failed' | 'unknown',
  cause: Cause,
  ports: ApplyPorts,
): PublicationRecord {
  const record: PublicationRecord = { ...publication, state, ...cause }
  ports.record(record)
  return record
}

async function isSessionGone(target: TargetRecord, session: string, http: HttpPort): Promise<boolean> {
  const closed = await send(closeSession(target.gatewayUrl, session), http)
  return (
    closed.ok || (closed.error.answered && /session.*does not exist|Failed to closeSession/i.test(closed.error.text))
  )
}

interface CallFailure {
  /** The Gateway itself answered, with an error of its own. */
  readonly answered: boolean
  readonly message: string
  readonly text: string
}

async function send(call: GatewayCall, http: HttpPort): Promise<Result<string, CallFailure>> {
  const answer = await http(call)
  if (!answer.ok) return failed({ answered: false, message: answer.error.message, text: '' })
  const { status, text } = answer.value
  if (status === 200) return ok(text)
  return failed({ answered: text.includes('"errors"'), message: serverErrorMessage(status, text), text })
}
