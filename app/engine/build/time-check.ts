import type { LogicalType } from '../../types/logical-type.ts'
import { MILLIS_PER_DAY } from '../../types/timestamp.ts'
import { childrenOf } from '../../types/type-family.ts'
import type { Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'

type Check = (value: Value) => void

/**
 * A TIME before midnight, which CAST makes of time stamps before 1970, is a value inside of a job but
 * cannot leave it. Undefined where no column may hold one.
 */
export function timeCheck(types: readonly LogicalType[]): ((values: readonly Value[]) => void) | undefined {
  const checks = types.map(checkOf)
  if (checks.every((check) => check === undefined)) return undefined
  return (values) => {
    for (const [i, check] of checks.entries()) check?.(values[i] ?? null)
  }
}

function checkOf(type: LogicalType): Check | undefined {
  if (type.kind === 'TIME') return checkTime
  const children = childrenOf(type).map(checkOf)
  if (children.every((check) => check === undefined)) return undefined
  const [first, second] = children
  switch (type.kind) {
    case 'ARRAY':
      return (value) => {
        for (const item of (value ?? []) as readonly Value[]) first?.(item)
      }
    case 'MAP':
    case 'MULTISET':
      return (value) => {
        for (const [key, item] of (value ?? []) as readonly (readonly [Value, Value])[]) {
          first?.(key)
          second?.(item)
        }
      }
    default:
      return (value) => {
        for (const [i, item] of ((value ?? []) as readonly Value[]).entries()) children[i]?.(item)
      }
  }
}

function checkTime(value: Value): void {
  if (value === null || ((value as number) >= 0 && (value as number) < MILLIS_PER_DAY)) return
  const nanos = BigInt(value as number) * 1_000_000n
  const message = `Invalid value for NanoOfDay (valid values 0 - 86399999999999): ${nanos}`
  throw new RunFailure('DateTimeException', message)
}
