import type { BoundExpr } from '../../expr/bound.ts'
import { operandsOf } from '../../expr/operands.ts'
import type { MatchSpec } from '../../logical/match-spec.ts'
import type { StreamNode, StreamPlan, TableSourceScan } from '../node.ts'

/** What of a value somebody reads: all of it, nothing, or some fields of a row, by their position. */
export type FieldReads = boolean | readonly FieldReads[]

/**
 * What the plan reads of each column that a scan gives. Fields that nobody reads may be left NULL by a source that
 * has checked them: Flink's reads them all, and fails where one cannot be read.
 */
export function readFields(plan: StreamPlan): ReadonlyMap<TableSourceScan, readonly FieldReads[]> {
  const reads = new Map<StreamNode, FieldReads[]>()
  const scans = new Map<TableSourceScan, readonly FieldReads[]>()
  for (const node of [...plan.nodes].reverse()) {
    const own = reads.get(node) ?? node.columns.map(() => true)
    if (node.kind === 'TableSourceScan') scans.set(node, own)
    for (const [i, input] of node.inputs.entries()) {
      const below = reads.get(input) ?? input.columns.map(() => false)
      reads.set(input, below)
      addReads(node, i, own, below)
    }
  }
  return scans
}

/** What a node reads of one of its inputs, when so much of itself is read. */
function addReads(node: StreamNode, input: number, own: readonly FieldReads[], below: FieldReads[]): void {
  switch (node.kind) {
    case 'Calc':
      if (node.condition !== undefined) addExpr(node.condition, true, below)
      for (const [i, expr] of node.projections.entries()) {
        // What can fail is computed, whoever reads it.
        const read = isPath(expr) ? (own[i] ?? true) : true
        addExpr(expr, read, below)
      }
      return
    case 'WatermarkAssigner':
      for (const [i, read] of own.entries()) below[i] = both(below[i] ?? false, read)
      below[node.column] = true
      if (node.expr !== undefined) addExpr(node.expr, true, below)
      return
    case 'Union':
      for (const [i, read] of own.entries()) below[i] = both(below[i] ?? false, read)
      return
    case 'Match':
      addMatch(node.match, below)
      return
    default:
      for (const i of node.inputs[input]?.columns.keys() ?? []) below[i] = true
  }
}

function addMatch({ partitionBy, orderBy, pattern, measures }: MatchSpec, below: FieldReads[]): void {
  for (const column of partitionBy) below[column] = true
  for (const { index } of orderBy) below[index] = true
  for (const expression of [...pattern.map((variable) => variable.condition), ...measures]) {
    for (const slot of expression?.slots ?? []) if (slot.kind === 'column') below[slot.column] = true
    for (const { inputs } of expression?.aggregates ?? []) for (const input of inputs) addExpr(input, true, below)
  }
}

const isPath = (expr: BoundExpr): boolean => expr.kind === 'input' || (expr.kind === 'field' && isPath(expr.operand))

function addExpr(expr: BoundExpr, read: FieldReads, below: FieldReads[]): void {
  if (read === false) return
  if (expr.kind === 'input') below[expr.index] = both(below[expr.index] ?? false, read)
  else if (expr.kind === 'field' && isPath(expr)) addExpr(expr.operand, onlyField(expr.index, read), below)
  else for (const operand of operandsOf(expr)) addExpr(operand, true, below)
}

const onlyField = (index: number, read: FieldReads): FieldReads =>
  Array.from({ length: index + 1 }, (_, i) => (i === index ? read : false))

/** Fields behind the end of a list are not read. */
function both(a: FieldReads, b: FieldReads): FieldReads {
  if (a === true || b === true) return true
  if (a === false) return b
  if (b === false) return a
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => both(a[i] ?? false, b[i] ?? false))
}
