import { assert, must } from '../../base/assert.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { conjunction, inputsOf, isDeterministic, moveInputs } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalTableScan } from '../logical/table-scan.ts'
import { sourceKey } from '../logical/unique-keys.ts'
import { type CalcProgram, calcProgram } from './calc-program.ts'
import { assertPlanningEnds } from './endless-planning.ts'
import { makeNode } from './make-node.ts'
import type { Column, StreamNode } from './node.ts'
import { calcOver } from './to-stream.ts'

/**
 * A source whose changelog is not complete, read by a program of filters and projections. What
 * ChangelogNormalize compares shows: conditions on the key go below it, other conditions into it,
 * and of the columns only those that are used pass through it; for several readers, by what all of them ask.
 */
export function normalizedSource(program: CalcProgram, readers: SourceReaders): StreamNode {
  const source = sourceOf(program.base)
  const { scan, node } = source
  const inlined = source.inline
  const conditions = program.conditions.map(inlined)
  const projections = program.projections.map(inlined)
  const key = must(sourceKey(scan.table, scan.fields), 'key of a normalized source')
  const isShared = readers.share(scan)
  const pushed = isShared ? commonOf(conditions, readers.askAll(scan).map(inlined)) : conditions
  if (isShared && pushed.length === 0) {
    const normalized = normalize(node, key, [])
    return calcOver(normalized, { ...program, conditions, projections })
  }
  const onKey = pushed.filter((c) => isOnKey(c, key))
  const inside = pushed.filter((c) => !isOnKey(c, key))
  const above = conditions.filter((c) => !pushed.includes(c))
  const used = columnsBelow(key, [...inside, ...above, ...projections])
  const place = (column: number): number => used.indexOf(column)
  const move = (expr: BoundExpr): BoundExpr => moveInputs(expr, place)
  const pruned = calcOver(node, {
    conditions: onKey,
    projections: used.map((index) => ({
      kind: 'input',
      index,
      type: must(node.columns[index]).type,
      span: program.span,
    })),
    columns: used.map((i) => must(node.columns[i])),
    span: program.span,
  })
  const normalized = normalize(pruned, key.map(place), inside.map(move))
  const read = calcOver(normalized, { ...program, conditions: above.map(move), projections: projections.map(move) })
  // of a shared source, and where nothing is left to compute above, Flink looks at the conditions once
  if (!isShared && read !== normalized) assertPlanningEnds(conditions, key)
  return read
}

const commonOf = (conditions: readonly BoundExpr[], asked: readonly BoundExpr[]): readonly BoundExpr[] =>
  conditions.filter((condition) => asked.some((other) => sameExpr(condition, other)))

/** Who else reads a source in one query. */
export interface SourceReaders {
  /** Whether it is normalized once for several. */
  share(scan: LogicalTableScan): boolean
  /** What all of them ask of its rows. */
  askAll(scan: LogicalTableScan): readonly BoundExpr[]
}

interface NormalizedSource {
  readonly scan: LogicalTableScan
  /** The scan, with its watermark. */
  readonly node: StreamNode
  inline(expr: BoundExpr): BoundExpr
}

function sourceOf(base: LogicalNode): NormalizedSource {
  if (base.kind === 'TableScan') return { scan: base, node: scanNode(base), inline: (e) => e }
  assert(base.kind === 'WatermarkAssigner', 'a table or its watermark')
  const below = calcProgram(base.input)
  const scan = below.base
  assert(scan.kind === 'TableScan', 'a watermark is declared over its table')
  if (!isInSourceOrder(scan.table)) {
    // Flink moves the watermark below ChangelogNormalize and then loses the columns in between
    const message = 'A source with a watermark that is normalized by its key must list its metadata columns last'
    throw sqlError('plan', 'normalize-watermark', message, base.span)
  }
  const { column, expr, columns, span } = base
  if (base.pushedDown && expr !== undefined) {
    const watermark = { column, expr }
    return { scan, node: scanNode(scan, columns, watermark), inline: (e) => e }
  }
  const node = makeNode({
    kind: 'WatermarkAssigner',
    inputs: [scanNode(scan)],
    column,
    ...(expr && { expr }),
    columns,
    span,
  })
  return { scan, node, inline: (e) => e }
}

function scanNode(
  scan: LogicalTableScan,
  columns: readonly Column[] = scan.columns,
  watermark?: { readonly column: number; readonly expr: BoundExpr },
): StreamNode {
  const { table, fields, span } = scan
  return makeNode({
    kind: 'TableSourceScan',
    inputs: [],
    columns,
    table,
    fields,
    ...(watermark && { watermark }),
    span,
  })
}

/** Whether the DDL lists physical columns, then metadata columns, and computes none. */
function isInSourceOrder(table: CatalogTable): boolean {
  const metadata = table.columns.findIndex((c) => c.form === 'metadata')
  const inOrder = metadata < 0 || table.columns.slice(metadata).every((c) => c.form === 'metadata')
  return inOrder && table.columns.every((c) => c.form !== 'computed')
}

function normalize(input: StreamNode, keys: readonly number[], conditions: readonly BoundExpr[]): StreamNode {
  const condition = conjunction(conditions)
  const { columns, span } = input
  return makeNode({ kind: 'ChangelogNormalize', inputs: [input], keys, ...(condition && { condition }), columns, span })
}

const isOnKey = (condition: BoundExpr, key: readonly number[]): boolean =>
  isDeterministic(condition) && [...inputsOf(condition)].every((column) => key.includes(column))

function columnsBelow(key: readonly number[], exprs: readonly BoundExpr[]): readonly number[] {
  const used = new Set(key)
  for (const expr of exprs) inputsOf(expr, used)
  return [...used].sort((a, b) => a - b)
}
