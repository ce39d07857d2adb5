import type { HostApi } from '../bridge/contract.ts'
import type { HostClient } from '../bridge/host-client.ts'
import { createStore, type Store } from '../state/store.ts'
import type { PublishError } from './publish-error.ts'

type Answer = Awaited<ReturnType<HostApi['publish']['instance']>>
type InstanceView = Extract<Answer, { readonly ok: true }>['value']

export interface WatchedInstance {
  /** As it was last seen; kept while the target does not answer. */
  readonly seen: InstanceView | undefined
  readonly error: PublishError | undefined
  readonly stopping: boolean
}
export type InstancesState = { readonly byPublication: ReadonlyMap<string, WatchedInstance> }

/** Jobs as their targets show them. Asked for only while somebody looks. */
export interface Instances extends Pick<Store<InstancesState>, 'get' | 'subscribe'> {
  look(publication: string): Promise<void>
  stop(publication: string): Promise<PublishError | undefined>
}

const UNSEEN: WatchedInstance = { seen: undefined, error: undefined, stopping: false }
export const ENDED: ReadonlySet<string> = new Set(['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED', 'NOT_FOUND'])

export function createInstances(host: HostClient): Instances {
  const store = createStore<InstancesState>({ byPublication: new Map() })
  const put = (publication: string, change: Partial<WatchedInstance>): void =>
    store.set(({ byPublication }) => ({
      byPublication: new Map(byPublication).set(publication, {
        ...UNSEEN,
        ...byPublication.get(publication),
        ...change,
      }),
    }))
  return {
    get: store.get,
    subscribe: store.subscribe,
    async look(publication) {
      const answer = await host.api.publish.instance(publication)
      put(publication, answer.ok ? { seen: answer.value, error: undefined } : { error: answer.error })
    },
    async stop(publication) {
      put(publication, { stopping: true })
      const answer = await host.api.publish.stop(publication)
      put(
        publication,
        answer.ok
          ? { seen: answer.value, error: undefined, stopping: false }
          : { error: answer.error, stopping: false },
      )
      return answer.ok ? undefined : answer.error
    },
  }
}

const known = new WeakMap<HostClient, Instances>()

/** One per host: the panel may come and go. */
export function instancesOf(host: HostClient): Instances {
  const instances = known.get(host) ?? createInstances(host)
  known.set(host, instances)
  return instances
}
