import { assert } from '../../base/assert.ts'
import { nullable } from '../construct-type.ts'
import { flinkStringHash, hashMapOrder, javaLongHash } from '../java-hash.ts'
import type { LogicalType, RowType } from '../logical-type.ts'
import { childrenOf, isBinary, isCharacter, isConstructed, isInterval, isNumeric } from '../type-family.ts'
import { sameIgnoringNullability, typeText } from '../type-text.ts'
import type { Hybrid, MapValue, Value } from '../value.ts'
import { CastFailure } from './cast-failure.ts'
import { booleanCast, toNumberCast } from './number-cast.ts'
import { toTemporalCast } from './temporal-cast.ts'
import { toBinaryCast, toTextCast } from './text-cast.ts'

/** A conversion of values other than NULL. */
export type Cast = (value: Exclude<Value, null>) => Value

export interface CastOptions {
  /** The session's time zone. */
  readonly zone: string
  /** `try`: NULL instead of a failure. */
  readonly mode?: 'cast' | 'try' | 'implicit'
  /** The value comes from ARRAY[…]: its NULLs are read as the zeros that are stored in their place. */
  readonly builtArray?: boolean
}

/**
 * The conversion between two types that `checkCast` allows (or that an implicit cast needs). NULL goes
 * to NULL. Throws CastFailure for values that Flink cannot convert.
 */
export function castFunction(from: LogicalType, to: LogicalType, options: CastOptions): (value: Value) => Value {
  const cast = findCast(from, to, options)
  if (cast === undefined) return (value) => value
  if (options.mode !== 'try') return (value) => (value === null ? null : cast(value))
  return (value) => {
    if (value === null) return null
    try {
      return cast(value)
    } catch (failure) {
      if (failure instanceof CastFailure && !failure.fatal) return null
      throw failure
    }
  }
}

/** Whether every value stays as it is. */
export const isIdentityCast = (from: LogicalType, to: LogicalType): boolean =>
  findCast(from, to, { zone: 'UTC' }) === undefined

function findCast(from: LogicalType, to: LogicalType, options: CastOptions): Cast | undefined {
  if (from.kind === 'NULL' || sameIgnoringNullability(from, to)) return undefined
  if (isCharacter(to)) return toTextCast(from, to, options.zone)
  if (isBinary(to)) return toBinaryCast(from, to)
  if (to.kind === 'BOOLEAN') return booleanCast(from)
  if (isNumeric(to) || isInterval(to)) return toNumberCast(from, to)
  if (to.kind === 'DATE' || to.kind === 'TIME' || to.kind === 'TIMESTAMP' || to.kind === 'TIMESTAMP_LTZ') {
    return toTemporalCast(from, to, options.zone)
  }
  return nestedCast(from, to, options)
}

function nestedCast(from: LogicalType, to: LogicalType, options: CastOptions): Cast | undefined {
  const targets = childrenOf(to)
  const sources = childrenOf(from)
  assert(sources.length === targets.length, `no cast from ${typeText(from)} to ${typeText(to)}`)
  const casts = sources.map((child, i) => {
    const target = targets[i] as LogicalType
    const cast = findCast(child, nullable(target), options)
    if (fillsNulls(to, child, target)) {
      return (value: Value): Value => {
        const stored = value ?? storedForNull(child, options.builtArray === true)
        return stored === null || cast === undefined ? stored : cast(stored)
      }
    }
    return (value: Value): Value => (value === null || cast === undefined ? value : cast(value))
  })
  const same = sources.every((child, i) => {
    const target = targets[i] as LogicalType
    return findCast(child, target, options) === undefined && !fillsNulls(to, child, target)
  })
  // a map changes its order even where its values stay as they are
  if (same && to.kind !== 'MAP') return undefined
  const [first, second] = casts as [(v: Value) => Value, (v: Value) => Value]
  switch (to.kind) {
    case 'ARRAY':
      return (value) => (value as readonly Value[]).map(first)
    case 'MAP':
      return castMap(first, second, childrenOf(to)[0] as LogicalType)
    case 'MULTISET':
      return (value) => (value as MapValue).map(([k, n]) => [first(k), n] as const)
    default:
      return (value) => (to as RowType).fields.map((_, i) => casts[i]?.((value as readonly Value[])[i] ?? null) ?? null)
  }
}

const fillsNulls = (to: LogicalType, child: LogicalType, target: LogicalType): boolean =>
  to.kind === 'ARRAY' && child.nullable && !target.nullable && !sameIgnoringNullability(child, target)

/**
 * What Flink reads where an element is NULL and it does not look for that: the zero of a number or a time that
 * ARRAY[…] stored; a text is NULL all the same. What else there is depends on how the array came here.
 */
function storedForNull(type: LogicalType, built: boolean): Value {
  if (isCharacter(type)) return null
  const short = !('precision' in type) || type.precision <= (type.kind === 'DECIMAL' ? 18 : 3)
  if (!built || !short || isConstructed(type) || isBinary(type))
    throw new CastFailure('Unsupported', `a cast of NULL to an element that is NOT NULL`, true)
  return type.kind === 'BOOLEAN' ? false : 0
}

/** Flink collects the pairs in a HashMap and keeps its order. */
function castMap(key: (v: Value) => Value, value: (v: Value) => Value, keyType: LogicalType): Cast {
  const hash = keyHash(keyType)
  return (map) => {
    const pairs = (map as MapValue).map(([k, v]) => [key(k), value(v)] as const)
    if (pairs.length < 2) return pairs
    if (hash === undefined)
      throw new CastFailure('Unsupported', `CAST of a MAP with keys of ${typeText(keyType)}`, true)
    const byKey = new Map(pairs.map((pair) => [pair[0], pair]))
    return hashMapOrder([...byKey.values()], ([k]) => (k === null ? 0 : hash(k)))
  }
}

function keyHash(type: LogicalType): ((key: Exclude<Value, null>) => number) | undefined {
  if (isCharacter(type)) return (key) => flinkStringHash(key as string)
  if (type.kind === 'BIGINT') return (key) => javaLongHash(key as Hybrid)
  if (type.kind === 'BOOLEAN') return (key) => (key ? 1231 : 1237)
  const ints = type.kind === 'TINYINT' || type.kind === 'SMALLINT' || type.kind === 'INT' || type.kind === 'DATE'
  return ints ? (key) => key as number : undefined
}
