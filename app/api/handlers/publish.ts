import type { Clock } from '../../base/clock.ts'
import { failed, ok, type Result } from '../../base/result.ts'
import { recordsOf } from '../../flow/edits/diff-of.ts'
import type { PublicationRecord } from '../../flow/records.ts'
import { nextVersion, snapshotOf, versionsOf } from '../../flow/versions.ts'
import type { TargetError } from '../../publish/publish-error.ts'
import type { JobView, Publisher } from '../../publish/publisher.ts'
import type { StoreError } from '../../workspace/store.ts'
import type { Answer, HostApi, Instance, TargetHealth } from '../contract.ts'
import type { OpenWorkspace } from '../open-workspace.ts'
import type { Engine } from './engine.ts'

export interface PublishServices {
  readonly workspace: OpenWorkspace
  readonly publisher: Publisher
  /** Compiling plans the job, and plans may run generated code: not in this process. */
  readonly engine: Pick<Engine, 'compile'>
  readonly checkTarget: (gatewayUrl: string, restUrl: string) => Promise<TargetHealth>
  readonly newId: (prefix: string) => string
  readonly clock: Clock
}

export function createPublishHandlers(services: PublishServices): HostApi['publish'] {
  const { workspace, publisher } = services
  async function instance(publication: string, asked: Promise<Result<JobView, TargetError>>) {
    const view = await asked
    return view.ok ? ok(instanceOf(publication, view.value, services.clock())) : view
  }

  return {
    async submit(flow, note) {
      const compiled = await services.engine.compile({ flow, records: [...workspace.records().values()] })
      if (compiled === undefined) return failed(engineGone)
      const { script, problems } = compiled
      if (problems.some(({ severity }) => severity === 'error')) return failed({ tag: 'invalid', problems })
      const snapshot = snapshotOf(workspace.records(), flow)
      if (snapshot === undefined) return failed({ tag: 'invalid', problems })
      const version = nextVersion(workspace.records(), snapshot, {
        id: services.newId('version'),
        createdAt: services.clock(),
        note,
        script,
      })
      const recorded = workspace.record([version])
      return recorded.ok ? ok(version) : recorded
    },
    versions: async (flow) => versionsOf(workspace.records(), flow),
    async dryRun(version, target) {
      const planned = publisher.dryRun(version, target)
      if (!planned.ok) return planned
      return ok(
        planned.value.map(({ method, url, body, purpose }) => ({
          ...{ method, url, purpose },
          ...(body === undefined ? {} : { body }),
        })),
      )
    },
    start: (version, target): Promise<Answer<PublicationRecord, TargetError>> => publisher.start(version, target),
    async publications(flow) {
      const records = workspace.records()
      const versions = new Set(versionsOf(records, flow).map(({ id }) => id))
      return recordsOf(records, 'publication', ({ version }) => versions.has(version)).sort(
        (a, b) => b.createdAt - a.createdAt,
      )
    },
    resolve: (publication) => publisher.resolve(publication),
    instance: (publication) => instance(publication, publisher.look(publication)),
    stop: (publication) => instance(publication, publisher.stop(publication)),
    checkTarget: services.checkTarget,
  }
}

const engineGone: StoreError = {
  tag: 'io',
  operation: 'compile',
  code: 'ENGINE',
  message: 'the engine process is restarting; try again',
}

function instanceOf(publication: string, { job, exceptions }: JobView, seenAt: number): Instance {
  if (job === undefined) return { publication, state: 'NOT_FOUND', exceptions, seenAt }
  const { id: jobId, state, startedAt, durationMs } = job
  return { publication, jobId, state, startedAt, durationMs, exceptions, seenAt }
}
