import { must } from '../../base/assert.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { MAX_LENGTH } from '../../types/logical-type.ts'
import type { ExprCompiler } from '../compiled.ts'
import type { Row } from '../row.ts'
import { DropUpdateBefore } from '../runtime/operators/drop-update-before.ts'
import { ConstraintEnforcer, type LengthConstraint } from '../runtime/operators/sink/constraint-enforcer.ts'
import { ResultSink } from '../runtime/operators/sink/result-sink.ts'
import { UpsertMaterializer } from '../runtime/operators/sink/upsert-materializer.ts'
import type { Column, Sink, StreamNode } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, typesOf } from './build-context.ts'
import { timeCheck } from './time-check.ts'

/** The operators of a sink in the order in which rows pass them; the last one is the end of the job. */
export function buildSink(node: Sink, context: BuildContext): readonly BuiltOperator[] {
  const operators: BuiltOperator[] = []
  const enforcer = buildEnforcer(node, context.compiler)
  if (enforcer !== undefined) operators.push({ operator: enforcer })
  if (node.materialize) operators.push(buildMaterializer(node, context.compiler))
  if (node.dropsUpdateBefore) operators.push({ operator: new DropUpdateBefore() })
  const toValues = context.compiler.valuesFromRow(node.columns.length)
  const checkTimes = timeCheck(typesOf(node.columns))
  operators.push({ operator: new ResultSink(toValues, context.listenerOf(node), checkTimes) })
  return operators
}

/** Results of a SELECT are checked as well: Flink types some functions NOT NULL that may yield NULL. */
function buildEnforcer(node: Sink, compiler: ExprCompiler): ConstraintEnforcer | undefined {
  const types = typesOf(node.columns)
  const columns = node.columns.map((column, index) => ({ ...column, index }))
  const required = columns.filter(({ type }) => !type.nullable)
  const readers = compiler.key(
    types,
    required.map(({ index }) => index),
  ).columns
  const lengths = node.lengths === 'IGNORE' ? [] : columns.flatMap(lengthConstraint)
  if (required.length === 0 && lengths.length === 0) return undefined
  return new ConstraintEnforcer({
    toValues: compiler.valuesFromRow(columns.length),
    toRow: compiler.rowFromValues(columns.length),
    hasNull: compiler.hasNull(required.map(({ index }) => index)),
    notNull: required.map(({ name }, i) => ({ name, read: must(readers[i], 'column reader') })),
    onNull: node.notNull,
    lengths,
    onLength: node.lengths === 'ERROR' ? 'ERROR' : 'TRIM_PAD',
  })
}

function lengthConstraint({ name, type, index }: Column & { readonly index: number }): LengthConstraint[] {
  if (!hasLength(type) || type.length === MAX_LENGTH) return []
  return [{ index, name, length: type.length, fixed: type.kind === 'CHAR' || type.kind === 'BINARY' }]
}

function hasLength(type: LogicalType): type is LogicalType & { readonly length: number } {
  return type.kind === 'CHAR' || type.kind === 'VARCHAR' || type.kind === 'BINARY' || type.kind === 'VARBINARY'
}

function buildMaterializer(node: Sink, compiler: ExprCompiler): BuiltOperator {
  const types = typesOf(node.columns)
  const upsertKey = smallestKey((node.inputs[0] as StreamNode).upsertKeys)
  const operator = new UpsertMaterializer({
    sameRow: upsertKey === undefined ? compiler.equal(types) : sameKey(upsertKey, types, compiler),
    replaces: upsertKey !== undefined,
  })
  return { operator, keys: [compiler.key(types, node.keys)] }
}

function sameKey(key: readonly number[], types: readonly LogicalType[], compiler: ExprCompiler) {
  const select = compiler.select(key)
  const equal = compiler.equal(key.map((index) => types[index] as LogicalType))
  return (a: Row, b: Row): boolean => equal(select(a), select(b))
}

/** The shortest; of several the one with the lower columns, as Flink takes it. */
function smallestKey(keys: readonly (readonly number[])[]): readonly number[] | undefined {
  return [...keys].sort((a, b) => a.length - b.length || compareColumns(a, b))[0]
}

function compareColumns(a: readonly number[], b: readonly number[]): number {
  for (const [i, column] of a.entries()) if (column !== b[i]) return column - (b[i] as number)
  return 0
}
