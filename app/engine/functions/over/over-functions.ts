import { BIGINT, DOUBLE, notNull, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import {
  isBinary,
  isCharacter,
  isDatetime,
  isDecimal,
  isNumeric,
  isTimestamp,
  scaleOf,
} from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import { anyType, defineAggregate } from '../aggregate/define-aggregate.ts'
import { inlineOnly } from '../aggregate/inline-only.ts'
import type { AggregateFunction, AggregateImplementation } from '../declaration.ts'
import { refuse, refuseTypes, unsupportedCall } from '../define.ts'

// Functions that exist only with OVER.

/** Rows up to and with the current row's peers: Flink's RANK and DENSE_RANK count no differently. */
function rowCounter(name: string, docs: readonly [string, string]): AggregateFunction {
  return defineAggregate({
    name,
    docs: [`${name}() OVER (…)`, `${name}() OVER (PARTITION BY city ORDER BY ts)`, ...docs],
    infer: (args) =>
      args.length === 0
        ? { ok: true, type: notNull(BIGINT) }
        : refuse(`Invalid number of arguments to function '${name}'. Was expecting 0 arguments`),
    implement: () =>
      inlineOnly({
        fields: [0],
        accumulate: ([n]) => `${n}++`,
        retract: ([n]) => `${n}--`,
        merge: ([n], [m]) => `${n} += ${m}`,
        value: ([n]) => `${n}`,
      }),
  })
}

interface Lagged {
  readonly values: Value[]
  offset: number
  otherwise: Value
}

const lagging: AggregateImplementation<Lagged> = {
  skipsNulls: false,
  create: () => ({ values: [], offset: 1, otherwise: null }),
  accumulate: (state, value = null, offset = 1, otherwise = null) => {
    const rows = Number(offset)
    if (rows < 0) throw new RunFailure('TableException', `Offset(${rows}) should be positive.`)
    state.offset = rows
    state.otherwise = otherwise
    state.values.push(value)
    while (state.values.length > rows + 1) state.values.shift()
  },
  value: (state) => (state.values.length < state.offset + 1 ? state.otherwise : (state.values[0] ?? null)),
}

function neighbour(name: string, docs: readonly [string, string]): AggregateFunction {
  return defineAggregate({
    name,
    docs: [
      `${name}(value [, offset [, default]]) OVER (…)`,
      `${name}(price) OVER (PARTITION BY item ORDER BY ts)`,
      ...docs,
    ],
    infer: (args) => {
      const [value, offset, otherwise] = args
      if (value === undefined || args.length > 3)
        return refuse(`Invalid number of arguments to function '${name}'. Was expecting 1 arguments`)
      if (!args.every(({ type }) => anyType(type))) return refuse("Illegal use of 'NULL'")
      if (offset !== undefined && !NUMERIC.has(offset.type.kind)) return refuse(`Cannot apply '${name}'`)
      if (otherwise !== undefined && !haveCommonForm(value.type, otherwise.type)) return refuseTypes(name, args)
      if (otherwise !== undefined && isStoredOtherwise(value.type, otherwise.type))
        return unsupportedCall(`${name} with a default of another precision`)
      return { ok: true, type: withNullable(value.type, otherwise === undefined || otherwise.type.nullable) }
    },
    implement: () => lagging as AggregateImplementation,
    refuses: ({ args }) => {
      const [value, offset, otherwise] = args
      if (offset !== undefined && offset.type.kind !== 'INT' && offset.type.kind !== 'BIGINT')
        return `Could not find an implementation method 'accumulate' for function '${name}'`
      if (otherwise !== undefined && familyOf(otherwise.type) !== familyOf(value?.type))
        return `Please explicitly cast default value ${otherwise.type.kind} to ${value?.type.kind}.`
      return undefined
    },
  })
}

/** Flink hands on the default as it is, with digits that the type of the result has not. */
const isStoredOtherwise = (value: LogicalType, otherwise: LogicalType): boolean =>
  (isTimestamp(value) && isTimestamp(otherwise) && value.kind !== otherwise.kind) ||
  (isDecimal(value) && isDecimal(otherwise) && scaleOf(value) !== scaleOf(otherwise)) ||
  (isTimestamp(value) && isTimestamp(otherwise) && Math.max(otherwise.precision, 3) > Math.max(value.precision, 3))

/** Other pairs are refused when the query is read, what cannot be cast of these when it is planned. */
const haveCommonForm = (value: LogicalType, otherwise: LogicalType): boolean =>
  familyOf(value) === familyOf(otherwise) ||
  (isNumeric(value) && isNumeric(otherwise)) ||
  (isTimestamp(value) && isTimestamp(otherwise)) ||
  (isCharacter(value) && (isNumeric(otherwise) || isDatetime(otherwise))) ||
  (isCharacter(otherwise) && (isNumeric(value) || isDatetime(value)))

const familyOf = (type: LogicalType | undefined): string | undefined => {
  if (type === undefined) return undefined
  if (isCharacter(type)) return 'CHARACTER'
  return isBinary(type) ? 'BINARY' : type.kind
}

const NUMERIC: ReadonlySet<LogicalType['kind']> = new Set([
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'DECIMAL',
  'FLOAT',
  'DOUBLE',
])

/** Known by its name and type alone: streams have it not. */
function batchOnly(name: string, parameters: number, type: LogicalType): AggregateFunction {
  return defineAggregate({
    name,
    docs: [
      `${name}(${parameters === 0 ? '' : 'n'}) OVER (…)`,
      `${name}(${parameters === 0 ? '' : '4'}) OVER (ORDER BY ts)`,
      'Batch only: Flink refuses it in streaming mode.',
      '仅限批模式：Flink 在流模式下拒绝它。',
    ],
    infer: (args) =>
      args.length === parameters
        ? { ok: true, type }
        : refuse(`Invalid number of arguments to function '${name}'. Was expecting ${parameters} arguments`),
    implement: () => inlineOnly({ fields: [], accumulate: () => '', merge: () => '', value: () => 'null' }),
  })
}

export const overFunctions: ReadonlyMap<string, AggregateFunction> = new Map(
  [
    rowCounter('ROW_NUMBER', ['The number of the row in its partition, from 1.', '行在其分区中的序号，从 1 开始。']),
    rowCounter('RANK', ['The number of rows up to those that sort alike.', '到排序相同的行为止的行数。']),
    rowCounter('DENSE_RANK', ['In Flink 2.2 the same as RANK.', '在 Flink 2.2 中与 RANK 相同。']),
    neighbour('LAG', ['The value some rows before.', '前若干行的值。']),
    neighbour('LEAD', ['Batch only: Flink refuses it in streaming mode.', '仅限批模式：Flink 在流模式下拒绝它。']),
    batchOnly('NTILE', 1, notNull(BIGINT)),
    batchOnly('PERCENT_RANK', 0, notNull(DOUBLE)),
    batchOnly('CUME_DIST', 0, notNull(DOUBLE)),
  ].map((fn) => [fn.name, fn]),
)
