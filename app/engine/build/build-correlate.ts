import { unreachable } from '../../base/assert.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { MapValue, Value } from '../../types/value.ts'
import { operandOf } from '../logical/correlate.ts'
import type { Getter, Row } from '../row.ts'
import { RunFailure } from '../run-failure.ts'
import { Correlate as CorrelateOperator } from '../runtime/operators/correlate.ts'
import type { Correlate } from '../stream/node.ts'
import { type BuildContext, type BuiltOperator, inputTypes, typesOf } from './build-context.ts'

export function buildCorrelate(node: Correlate, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const types = inputTypes(node)
  const width = node.fnColumns.length
  const operand = compiler.value(types, operandOf(node.fn))
  const toRow = compiler.rowFromValues(width)
  const operator = new CorrelateOperator({
    rowsOf: node.fn.kind === 'replicate' ? replicate(operand, toRow([])) : unnest(node, operand, toRow),
    ...(node.condition && { condition: compiler.predicate(typesOf(node.fnColumns), node.condition) }),
    concat: compiler.concat(types.length, width),
    ...(node.joinType === 'LEFT' && { padding: compiler.nulls(width) }),
  })
  return { operator }
}

const NONE: readonly Row[] = []

function replicate(count: Getter<Value>, empty: Row): (row: Row) => readonly Row[] {
  return (row) => {
    const times = Number(count(row) ?? 0)
    return times <= 0 ? NONE : new Array<Row>(times).fill(empty)
  }
}

function unnest(
  node: Correlate,
  collection: Getter<Value>,
  toRow: (values: readonly Value[]) => Row,
): (row: Row) => readonly Row[] {
  const type = operandOf(node.fn).type
  const elements = elementsOf(type)
  const spreads = type.kind === 'MAP' || isRow(type)
  const ordinality = node.fn.kind === 'unnest' && node.fn.ordinality
  return (row) => {
    const value = collection(row)
    if (value === null) return NONE
    const rows: Row[] = []
    let position = 0
    for (const element of elements(value)) {
      position++
      if (spreads && element === null) {
        if (ordinality) throw new RunFailure('NullPointerException', 'a row to unnest WITH ORDINALITY is NULL')
        continue
      }
      const values = spreads ? (element as readonly Value[]) : [element]
      rows.push(toRow(ordinality ? [...values, position] : values))
    }
    return rows
  }
}

const isRow = (type: LogicalType): boolean =>
  (type.kind === 'ARRAY' || type.kind === 'MULTISET') &&
  (type.element.kind === 'ROW' || type.element.kind === 'STRUCTURED')

/** The elements of a collection in Flink's order; a multiset repeats each as often as it holds it. */
function elementsOf(type: LogicalType): (value: Value) => Iterable<Value> {
  switch (type.kind) {
    case 'ARRAY':
    case 'MAP':
      return (value) => value as readonly Value[]
    case 'MULTISET':
      return (value) => repeated(value as MapValue)
    default:
      return unreachable(type as never)
  }
}

function* repeated(multiset: MapValue): Generator<Value> {
  for (const [element, count] of multiset) for (let i = 0; i < Number(count); i++) yield element
}
