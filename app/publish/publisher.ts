import { failed, ok, type Result } from '../base/result.ts'
import type { PublicationRecord, TargetRecord, VersionRecord } from '../flow/records.ts'
import { versionLabel } from '../flow/records.ts'
import { type ApplyPorts, applyPublication, settlePublication } from './apply.ts'
import { cancelJob, findExceptions, findJob, type Job, type JobException } from './flink-rest/jobs.ts'
import type { GatewayCall } from './gateway/calls.ts'
import { PlanRefused, planPublication, printCalls } from './plan.ts'
import type { TargetError } from './publish-error.ts'

/** What the publisher knows of the workspace. Every `record` of the ports is visible in `publications` at once. */
export interface PublisherPorts extends ApplyPorts {
  readonly publications: () => readonly PublicationRecord[]
  readonly version: (id: string) => VersionRecord | undefined
  readonly target: (id: string) => TargetRecord | undefined
  readonly newId: (prefix: string) => string
  /** 32 hexadecimal digits, never twice. */
  readonly newJobId: () => string
  readonly now: () => number
}

export interface JobView {
  readonly job: Job | undefined
  readonly exceptions: readonly JobException[]
}

export interface Publisher {
  dryRun(version: string, target: string): Result<readonly GatewayCall[], TargetError>
  /** One job or none: a second call while the first is under way gets the first one's outcome. */
  start(version: string, target: string): Promise<Result<PublicationRecord, TargetError>>
  /** Finds out about a publication whose outcome is not known. */
  resolve(publication: string): Promise<Result<PublicationRecord, TargetError>>
  /** After a start of the program: settles what an earlier one left open. */
  recover(): Promise<void>
  look(publication: string): Promise<Result<JobView, TargetError>>
  stop(publication: string): Promise<Result<JobView, TargetError>>
}

const OPEN: readonly PublicationRecord['state'][] = ['intended', 'submitting', 'unknown']
const ENDED: readonly string[] = ['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED']
const STOP_LOOKS = 40
const STOP_LOOK_MS = 250

export function createPublisher(ports: PublisherPorts): Publisher {
  const underWay = new Map<string, Promise<Result<PublicationRecord, TargetError>>>()

  function plan(versionId: string, targetId: string, jobName: string, jobId: string) {
    const version = ports.version(versionId)
    const target = ports.target(targetId)
    if (version === undefined) return failed({ tag: 'not-found', what: versionId } as const)
    if (target === undefined) return failed({ tag: 'not-found', what: targetId } as const)
    try {
      return ok({ version, target, plan: planPublication(version, jobName, jobId) })
    } catch (error) {
      if (error instanceof PlanRefused) return failed({ tag: 'refused', message: error.message } as const)
      throw error
    }
  }

  const jobNameOf = (version: VersionRecord, jobId: string) =>
    `${version.snapshot.flow.name} ${versionLabel(version.number)} #${jobId.slice(0, 8)}`

  /** The target and the flow: two versions of one flow must not start side by side either. */
  const keyOf = (versionId: string, targetId: string) => `${ports.version(versionId)?.flow ?? versionId} ${targetId}`

  async function settle(publication: PublicationRecord): Promise<PublicationRecord> {
    const target = ports.target(publication.target)
    if (target === undefined) return publication
    if (publication.state !== 'intended')
      return settlePublication(publication, target, ports, {
        reason: publication.reason ?? 'interrupted',
        ...(publication.message === undefined ? {} : { message: publication.message }),
      })
    const abandoned: PublicationRecord = { ...publication, state: 'failed', reason: 'interrupted' }
    ports.record(abandoned)
    return abandoned
  }

  /** Another job of the same flow on the same target, running or possibly so. */
  async function findRival(version: VersionRecord, target: TargetRecord): Promise<Result<undefined, TargetError>> {
    for (const publication of ports.publications()) {
      if (publication.target !== target.id || ports.version(publication.version)?.flow !== version.flow) continue
      const settled = OPEN.includes(publication.state) ? await settle(publication) : publication
      if (settled.state === 'failed') continue
      if (OPEN.includes(settled.state))
        return failed({ tag: 'unknown-outcome', message: `It is not known whether ${settled.jobName} started` })
      const job = await findJob(ports.http, target.restUrl, settled.jobId)
      if (!job.ok) return job
      if (job.value !== undefined && !ENDED.includes(job.value.state))
        return failed({
          tag: 'refused',
          message: `${settled.jobName} is ${job.value.state} on ${target.name}: stop it first`,
        })
    }
    return ok(undefined)
  }

  async function startOnce(versionId: string, targetId: string): Promise<Result<PublicationRecord, TargetError>> {
    const jobId = ports.newJobId()
    const version = ports.version(versionId)
    const planned = plan(versionId, targetId, version === undefined ? '' : jobNameOf(version, jobId), jobId)
    if (!planned.ok) return planned
    const rival = await findRival(planned.value.version, planned.value.target)
    if (!rival.ok) return rival
    const intent: PublicationRecord = {
      id: ports.newId('publication'),
      type: 'publication',
      version: versionId,
      target: targetId,
      createdAt: ports.now(),
      jobName: planned.value.plan.jobName,
      jobId,
      state: 'intended',
    }
    ports.record(intent)
    return ok(await applyPublication(planned.value.plan, planned.value.target, intent, ports))
  }

  function find(
    id: string,
  ): Result<{ readonly publication: PublicationRecord; readonly target: TargetRecord }, TargetError> {
    const publication = ports.publications().find((candidate) => candidate.id === id)
    const target = publication === undefined ? undefined : ports.target(publication.target)
    return publication === undefined || target === undefined
      ? failed({ tag: 'not-found', what: id })
      : ok({ publication, target })
  }

  async function look(id: string): Promise<Result<JobView, TargetError>> {
    const found = find(id)
    if (!found.ok) return found
    const { publication, target } = found.value
    const job = await findJob(ports.http, target.restUrl, publication.jobId)
    if (!job.ok) return job
    if (job.value === undefined) return ok({ job: undefined, exceptions: [] })
    const exceptions = await findExceptions(ports.http, target.restUrl, publication.jobId)
    return exceptions.ok ? ok({ job: job.value, exceptions: exceptions.value }) : exceptions
  }

  return {
    dryRun(versionId, targetId) {
      const version = ports.version(versionId)
      const jobId = '{job-id}'
      const planned = plan(versionId, targetId, version === undefined ? '' : jobNameOf(version, jobId), jobId)
      return planned.ok ? ok(printCalls(planned.value.plan, planned.value.target)) : planned
    },

    start(versionId, targetId) {
      const key = keyOf(versionId, targetId)
      const running = underWay.get(key)
      if (running !== undefined) return running
      const started = startOnce(versionId, targetId).finally(() => underWay.delete(key))
      underWay.set(key, started)
      return started
    },

    async resolve(id) {
      const asked = find(id)
      if (!asked.ok) return asked
      // One that is under way settles itself: withdrawing its session here would take the job from it.
      const { version, target } = asked.value.publication
      await Promise.allSettled([underWay.get(keyOf(version, target))])
      const found = find(id)
      if (!found.ok) return found
      const { publication } = found.value
      return ok(OPEN.includes(publication.state) ? await settle(publication) : publication)
    },

    async recover() {
      for (const publication of ports.publications()) if (OPEN.includes(publication.state)) await settle(publication)
    },

    look,

    async stop(id) {
      const found = find(id)
      if (!found.ok) return found
      const { publication, target } = found.value
      const cancelled = await cancelJob(ports.http, target.restUrl, publication.jobId)
      if (!cancelled.ok) return cancelled
      for (let looks = 0; looks < STOP_LOOKS; looks++) {
        const view = await look(id)
        if (!view.ok || view.value.job === undefined || ENDED.includes(view.value.job.state)) return view
        await ports.delay(STOP_LOOK_MS)
      }
      return look(id)
    },
  }
}
