import type { LockHolder } from './store.ts'
import type { StoreEnvironment } from './store-environment.ts'

/** The lock as it is kept: the token outlives its holder, so that it never comes back. */
export interface LockState {
  readonly token: number
  readonly holder: LockHolder | undefined
}

export type LockDecision =
  | { readonly kind: 'held'; readonly holder: LockHolder }
  | { readonly kind: 'taken'; readonly holder: LockHolder }
  | { readonly kind: 'refused'; readonly holder: LockHolder }

/**
 * Who holds the lock after `owner` asked. A holder that died on this machine is replaced without
 * asking; one that is silent but alive, or on another machine, only by `steal`.
 */
export function decideLock(
  state: LockState,
  owner: string,
  steal: boolean,
  environment: StoreEnvironment,
): LockDecision {
  const { holder } = state
  const { host, pid } = environment
  const now = environment.clock()
  if (holder !== undefined) {
    if (holder.owner === owner && holder.host === host && holder.pid === pid) {
      return { kind: 'held', holder: { ...holder, seenAt: now } }
    }
    const isDead = holder.host === host && !environment.isAlive(holder.pid, holder.since)
    if (!isDead && !steal) return { kind: 'refused', holder }
  }
  return { kind: 'taken', holder: { token: state.token + 1, owner, host, pid, since: now, seenAt: now } }
}

/** Stands in `lock-lost` when nobody holds the lock any more. */
export function nobody(token: number): LockHolder {
  return { token, owner: '', host: '', pid: 0, since: 0, seenAt: 0 }
}
