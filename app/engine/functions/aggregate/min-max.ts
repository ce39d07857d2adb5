import type { LogicalType, TypeKind } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateFunction, AggregateImplementation } from '../declaration.ts'
import { compareUtf8 } from './compare-utf8.ts'
import { anyType, defineAggregate, nullableIfEmpty, ofOne, unsupportedType } from './define-aggregate.ts'
import { inlineOnly } from './inline-only.ts'
import { ValueCounts } from './value-counts.ts'

const ORDERED: ReadonlySet<TypeKind> = new Set([
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'BOOLEAN',
  'CHAR',
  'VARCHAR',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_LTZ',
])

type Better = '<' | '>'

function extreme(name: 'MIN' | 'MAX', better: Better, docs: [string, string]): AggregateFunction {
  const title = name === 'MIN' ? 'Min' : 'Max'
  return defineAggregate({
    name,
    docs: [`${name}(value)`, `${name}(price)`, ...docs],
    infer: ofOne(name, anyType, (argument, site) => nullableIfEmpty(argument, argument, site)),
    refuses: ({ args }) => {
      const type = args[0]?.type
      return type && !ORDERED.has(type.kind) ? unsupportedType(title, type) : undefined
    },
    implement: ({ args, type, retracts }) => {
      const argument = args[0]?.type ?? type
      return retracts ? extremeWithRetract(argument, better) : extremeOfInserts(argument, better)
    },
  })
}

/** A later NaN is never better, and nothing is better than a leading one. */
function extremeOfInserts(type: LogicalType, better: Better): AggregateImplementation {
  const isText = type.kind === 'CHAR' || type.kind === 'VARCHAR'
  const improves = (x: string, m: string, constant: (value: unknown) => string): string =>
    isText ? `${constant(compareUtf8)}(${x}, ${m}) ${better} 0` : `${x} ${better} ${m}`
  return inlineOnly({
    fields: [null],
    accumulate: ([m], x, constant) => `if (${m} === null || ${improves(x, `${m}`, constant)}) ${m} = ${x}`,
    merge: ([m], [x], constant) =>
      `if (${x} !== null && (${m} === null || ${improves(`${x}`, `${m}`, constant)})) ${m} = ${x}`,
    value: ([m]) => `${m}`,
  })
}

/** As Java orders: NaN is above all, -0.0 below 0.0. */
function javaOrder(type: LogicalType): (a: Value, b: Value) => number {
  if (type.kind === 'CHAR' || type.kind === 'VARCHAR') return (a, b) => compareUtf8(a as string, b as string)
  if (type.kind !== 'FLOAT' && type.kind !== 'DOUBLE') {
    return (a, b) => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0)
  }
  return (a, b) => {
    const x = a as number
    const y = b as number
    if (x < y) return -1
    if (x > y) return 1
    if (Object.is(x, y)) return 0
    if (Number.isNaN(x)) return 1
    return Number.isNaN(y) || Object.is(x, -0) ? -1 : 1
  }
}

interface ExtremeState {
  best: Value
  /** Different values that are there; unknown retractions do not count. */
  size: number
  readonly counts: ValueCounts
}

/** Keeps every value, so that the next one is known when the best is taken back. */
function extremeWithRetract(type: LogicalType, better: Better): AggregateImplementation<ExtremeState> {
  const order = javaOrder(type)
  const improves = better === '<' ? (a: Value, b: Value) => order(a, b) < 0 : (a: Value, b: Value) => order(a, b) > 0
  const add = (state: ExtremeState, value: Value, times: number): void => {
    if (state.size === 0 || improves(value, state.best)) state.best = value
    const before = state.counts.get(value)
    state.counts.set(value, before + times)
    if (before <= 0 && before + times > 0) state.size++
  }
  const findBest = (state: ExtremeState): void => {
    let found = false
    for (const [value] of state.counts.entries()) {
      if (!found || improves(value, state.best)) state.best = value
      found = true
    }
    if (!found) state.size = 0
  }
  return {
    skipsNulls: true,
    create: () => ({ best: null, size: 0, counts: new ValueCounts(type) }),
    accumulate: (state, value = null) => add(state, value, 1),
    retract: (state, value = null) => {
      const after = state.counts.get(value) - 1
      state.counts.set(value, after)
      if (after !== 0) return
      state.size--
      if (state.size === 0) state.best = null
      else if (order(value, state.best) === 0) findBest(state)
    },
    merge: (into, from) => {
      for (const [value, times] of from.counts.entries()) add(into, value, times)
    },
    value: (state) => (state.size === 0 ? null : state.best),
  }
}

export const min = extreme('MIN', '<', ['The least value that is not NULL.', '最小的非 NULL 值。'])
export const max = extreme('MAX', '>', ['The greatest value that is not NULL.', '最大的非 NULL 值。'])
