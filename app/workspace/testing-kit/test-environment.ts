import type { StoreEnvironment } from '../store-environment.ts'

/** A process in which time stands still and everybody else lives. */
export const testEnvironment = (over: Partial<StoreEnvironment> = {}): StoreEnvironment => ({
  clock: () => 1_700_000_000_000,
  host: 'here',
  pid: 1,
  isAlive: () => true,
  parseRecord: (json) => json as ReturnType<StoreEnvironment['parseRecord']>,
  ...over,
})
