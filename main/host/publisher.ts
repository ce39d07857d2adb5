import { randomBytes } from 'node:crypto'
import type { TargetHealth } from '../../app/api/contract.ts'
import type { OpenWorkspace } from '../../app/api/open-workspace.ts'
import type { RecordOf, RecordType } from '../../app/flow/records.ts'
import { checkTarget } from '../../app/publish/check-target.ts'
import { createPublisher, type Publisher } from '../../app/publish/publisher.ts'
import type { StoreError } from '../../app/workspace/store.ts'
import { httpPort } from './http-port.ts'

export interface HostPublisher {
  readonly publisher: Publisher
  checkTarget(gatewayUrl: string, restUrl: string): Promise<TargetHealth>
}

/** A publication that could not go on because its next step could not be written down. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded'
  override readonly cause: StoreError

  constructor(cause: StoreError) {
    super(`the publication could not be recorded (${cause.tag})`)
    this.cause = cause
  }
}

/** Publishing over this machine's network, its records in the workspace. */
export function createHostPublisher(
  workspace: Pick<OpenWorkspace, 'records' | 'record'>,
  newId: (prefix: string) => string,
): HostPublisher {
  const find = <T extends RecordType>(type: T, id: string): RecordOf<T> | undefined => {
    const record = workspace.records().get(id)
    return record?.type === type ? (record as RecordOf<T>) : undefined
  }
  const publisher = createPublisher({
    http: httpPort,
    record(publication) {
      const recorded = workspace.record([publication])
      // What cannot be written down must not happen: the publication ends here, before its next call.
      if (!recorded.ok) throw new NotRecorded(recorded.error)
    },
    delay: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    publications: () => [...workspace.records().values()].filter((record) => record.type === 'publication'),
    version: (id) => find('version', id),
    target: (id) => find('target', id),
    newId,
    newJobId: () => randomBytes(16).toString('hex'),
    now: Date.now,
  })
  return { publisher, checkTarget: (gatewayUrl, restUrl) => checkTarget(httpPort, gatewayUrl, restUrl) }
}
