import type { Result } from '../../base/result.ts'

export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected failure ${JSON.stringify(result.error)}`)
  return result.value
}

export const errorOf = <E>(result: Result<unknown, E>): E | undefined => (result.ok ? undefined : result.error)
