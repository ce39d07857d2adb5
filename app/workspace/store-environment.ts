import type { Clock } from '../base/clock.ts'
import type { WorkspaceRecord } from '../flow/records.ts'

/** What a store takes from the process it runs in; tests put their own here. */
export interface StoreEnvironment {
  readonly clock: Clock
  /** Names this machine in the lock. */
  readonly host: string
  readonly pid: number
  /** Whether the process that took the lock at `since` still runs; a later process with its pid does not count. */
  isAlive(pid: number, since: number): boolean
  /** The record, if it is one: a file may come from anywhere. */
  parseRecord(json: unknown): WorkspaceRecord | undefined
  /** Called at each named step of a write; kill and fault tests stop here. */
  probe?(step: string): void
}
