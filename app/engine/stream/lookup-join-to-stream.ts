import { must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { conjunction, conjuncts, inputsOf } from '../logical/expressions.ts'
import { type EquiPair, equality, splitCondition } from '../logical/join-condition.ts'
import { inputRef } from '../logical/project.ts'
import type { LogicalTemporalJoin } from '../logical/temporal-join.ts'
import { sourceKey } from '../logical/unique-keys.ts'
import { assertPlainKeys } from './assert-plain-keys.ts'
import { type CalcProgram, calcProgram } from './calc-program.ts'
import { makeNode } from './make-node.ts'
import type { LookupKey, StreamNode } from './node.ts'

/** A join with a table that is asked row by row, at processing time. */
export function lookupJoinToStream(node: LogicalTemporalJoin, left: StreamNode): StreamNode {
  const { joinType, condition, columns, span, viewed } = node
  const program = calcProgram(node.right)
  const scan = program.base
  if (viewed) throw sqlError('plan', 'lookup-view', 'Unsupported call: __TEMPORAL_JOIN_CONDITION_PRIMARY_KEY', span)
  if (scan.kind !== 'TableScan') throw unsupported('lookup join with such a table', span)
  const { table, fields } = scan
  if (!table.lookup) {
    throw sqlError('plan', 'processing-time-temporal', 'Processing-time temporal join is not supported yet.', span)
  }
  const { pairs, rest } = splitCondition(condition, node.left.columns.length)
  assertNoNullSafe(pairs, node)
  const lookup = lookupKeys(pairs, node, program)
  if (lookup.length === 0) {
    assertPlainKeys(condition)
    const message = 'Temporal table join requires an equality condition on fields of table.'
    throw sqlError('plan', 'lookup-key', message, span)
  }
  const source = makeNode({
    kind: 'TableSourceScan',
    inputs: [],
    columns: scan.columns,
    table,
    fields,
    span: scan.span,
  })
  const filter = conjunction(program.conditions)
  const { before, after } = splitRest([...unasked(pairs, lookup, node), ...(rest ? conjuncts(rest) : [])], node)
  const primaryKey = sourceKey(table, fields) ?? []
  return makeNode({
    kind: 'LookupJoin',
    inputs: [left, source],
    joinType,
    lookup,
    ...(before && { before }),
    ...(after && { after }),
    ...(filter && { filter }),
    right: program.projections,
    primaryKey,
    unique: primaryKey.length > 0 && primaryKey.every((c) => lookup.some((key) => key.column === c)),
    columns,
    span,
  })
}

/** Of an outer join what speaks of the left side alone decides whether the table is asked. */
function splitRest(parts: readonly BoundExpr[], { joinType, left }: LogicalTemporalJoin) {
  const width = left.columns.length
  const isBefore = (part: BoundExpr): boolean => joinType === 'LEFT' && [...inputsOf(part)].every((c) => c < width)
  return {
    before: conjunction(parts.filter(isBefore)),
    after: conjunction(parts.filter((part) => !isBefore(part))),
  }
}

/** Columns of the table that equal a column of the left side or, failing that, a literal. */
function lookupKeys(
  pairs: readonly EquiPair[],
  { left, span }: LogicalTemporalJoin,
  { projections, conditions }: CalcProgram,
): readonly LookupKey[] {
  const keys = new Map<number, BoundExpr>()
  for (const condition of conditions) {
    const [a, b] = equality(condition)?.operands ?? []
    const [column, literal] = a?.kind === 'constant' ? [b, a] : [a, b]
    if (column?.kind === 'input' && literal?.kind === 'constant') keys.set(column.index, literal)
  }
  for (const pair of pairs) {
    const column = withoutLengthCast(must(projections[pair.right]))
    if (column.kind === 'input') keys.set(column.index, inputRef(left, pair.left, span))
  }
  return [...keys].map(([column, equals]) => ({ column, equals }))
}

/** Texts and bytes of other lengths are looked up as they are. */
function withoutLengthCast(expr: BoundExpr): BoundExpr {
  if (expr.kind !== 'cast') return expr
  const differ = familyOf(expr.type) !== familyOf(expr.operand.type) || familyOf(expr.type) === undefined
  return differ ? expr : withoutLengthCast(expr.operand)
}

function familyOf({ kind }: LogicalType): 'text' | 'bytes' | undefined {
  if (kind === 'CHAR' || kind === 'VARCHAR') return 'text'
  return kind === 'BINARY' || kind === 'VARBINARY' ? 'bytes' : undefined
}

/** Equalities beside the lookup, which are asked of what is found. */
function unasked(
  pairs: readonly EquiPair[],
  lookup: readonly LookupKey[],
  { condition, left }: LogicalTemporalJoin,
): readonly BoundExpr[] {
  const asked = new Set(lookup.map(({ equals }) => (equals.kind === 'input' ? equals.index : -1)))
  const others = pairs.filter((pair) => !asked.has(pair.left))
  const width = left.columns.length
  return conjuncts(condition).filter((part) => {
    const columns = inputsOf(part)
    return equality(part) !== undefined && others.some((p) => columns.has(p.left) && columns.has(width + p.right))
  })
}

function assertNoNullSafe(pairs: readonly EquiPair[], { left, right, span }: LogicalTemporalJoin): void {
  const mayBothBeNull = (pair: EquiPair): boolean =>
    must(left.columns[pair.left]).type.nullable && must(right.columns[pair.right]).type.nullable
  if (!pairs.some((pair) => pair.nullSafe && mayBothBeNull(pair))) return
  const message = "LookupJoin doesn't support join condition contains 'a IS NOT DISTINCT FROM b'"
  throw sqlError('plan', 'lookup-null-safe', message, span)
}
