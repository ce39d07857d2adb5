import { assert, unreachable } from '../../base/assert.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { PlanConfiguration } from '../catalog/configuration.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { LogicalAggregate } from '../logical/aggregate.ts'
import { conjunction } from '../logical/expressions.ts'
import type { LogicalNode } from '../logical/node.ts'
import { sharedSources } from '../logical/shared-sources.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { LogicalWatermarkAssigner } from '../logical/watermark-assigner.ts'
import type { LogicalWindowAggregate } from '../logical/window-aggregate.ts'
import type { WindowSpec } from '../logical/window-spec.ts'
import { assertAggregates } from './assert-aggregates.ts'
import { assertFields } from './assert-fields.ts'
import { assertMatch } from './assert-match.ts'
import { assertPadding } from './assert-padding.ts'
import { assertWindow } from './assert-window.ts'
import { type CalcProgram, calcProgram } from './calc-program.ts'
import { commonFilters } from './common-filters.ts'
import { correlateNode } from './correlate-node.ts'
import { joinToStream } from './join-to-stream.ts'
import { lookupJoinToStream } from './lookup-join-to-stream.ts'
import { makeNode, type NodeParts } from './make-node.ts'
import type { Column, Sink, StreamNode } from './node.ts'
import { normalizedSource, type SourceReaders } from './normalized-source.ts'
import { overToStream } from './over-to-stream.ts'
import { rankToStream, sortToStream } from './rank-to-stream.ts'
import { temporalJoinToStream } from './temporal-join-to-stream.ts'
import { windowEmit } from './window-emit.ts'

/** The logical plan of a sink → the operators that run it, their changelog not yet inferred. */
export function toStream(sink: LogicalSink, configuration: PlanConfiguration): Sink {
  assertPadding(sink)
  assertFields(sink)
  const converter = new Converter(sink, configuration)
  const input = converter.convert(sink.input)
  const columns = sink.columns
  const node = makeNode({
    kind: 'Sink',
    inputs: [input],
    columns,
    ...(sink.table && { table: sink.table }),
    name: sink.name,
    materialize: false,
    keys: sinkKey(sink, columns),
    notNull: configuration.notNullEnforcer,
    lengths: sink.table === undefined ? 'IGNORE' : configuration.typeLengthEnforcer,
    dropsUpdateBefore: false,
    span: sink.span,
  })
  assert(node.kind === 'Sink', 'a sink stays a sink')
  return node
}

function sinkKey(sink: LogicalSink, columns: readonly Column[]): readonly number[] {
  const table = sink.table
  if (table === undefined) return []
  return table.primaryKey.map((k) => columns.findIndex((c) => c.name === table.columns[k]?.name))
}

class Converter {
  readonly #done = new Map<LogicalNode, StreamNode>()
  readonly #readers: SourceReaders

  readonly #configuration: PlanConfiguration

  constructor(sink: LogicalSink, configuration: PlanConfiguration) {
    this.#readers = { share: sharedSources(sink), askAll: commonFilters(sink) }
    this.#configuration = configuration
  }

  convert(node: LogicalNode): StreamNode {
    const known = this.#done.get(node)
    if (known !== undefined) return known
    assertPadding(node)
    const result = this.#convert(node)
    this.#done.set(node, result)
    return result
  }

  #convert(node: LogicalNode): StreamNode {
    switch (node.kind) {
      case 'Project':
      case 'Filter':
        return this.#calc(calcProgram(node))
      case 'TableScan':
        if (node.normalized) return this.#calc(calcProgram(node))
        return makeNode({
          kind: 'TableSourceScan',
          inputs: [],
          columns: node.columns,
          table: node.table,
          fields: node.fields,
          span: node.span,
        })
      case 'WatermarkAssigner':
        return readsNormalized(node) ? this.#calc(calcProgram(node)) : this.#watermark(node)
      case 'Values':
        return makeNode({ kind: 'Values', inputs: [], columns: node.columns, rows: node.rows, span: node.span })
      case 'Aggregate':
        return this.#aggregate(node)
      case 'Expand':
        return this.#over(node, { kind: 'Expand', projects: node.projects })
      case 'Correlate':
        return correlateNode(node, this.convert(node.input))
      case 'Union':
        return makeNode({
          kind: 'Union',
          inputs: node.inputs.map((i) => this.convert(i)),
          columns: node.columns,
          span: node.span,
        })
      case 'TemporalJoin':
        if (node.rightTime === undefined) return lookupJoinToStream(node, this.convert(node.left))
        return temporalJoinToStream(node, this.convert(node.left), this.convert(node.right))
      case 'Join':
        return joinToStream(node, this.convert(node.left), this.convert(node.right))
      case 'Match':
        assertMatch(node)
        return this.#over(node, { kind: 'Match', match: node.match })
      case 'WindowTableFunction':
        this.convert(node.input)
        assertWindow(node)
        return this.#over(node, { kind: 'WindowTableFunction', window: node.window, partitionBy: node.partitionBy })
      case 'WindowAggregate':
        return this.#windowAggregate(node)
      case 'Over':
        return overToStream(node, this.convert(node.input))
      case 'Rank':
        return rankToStream(node, this.convert(node.input))
      case 'Sort':
        return sortToStream(node, this.convert(node.input))
      case 'Sink':
        throw new Error('a sink has no consumer')
      default:
        return unreachable(node)
    }
  }

  #over(
    node: LogicalNode & { readonly input: LogicalNode },
    parts:
      | Omit<NodeParts<'Expand'>, Common>
      | Omit<NodeParts<'Match'>, Common>
      | Omit<NodeParts<'WindowTableFunction'>, Common>
      | Omit<NodeParts<'WindowAggregate'>, Common>
      | Omit<NodeParts<'GroupWindowAggregate'>, Common>,
  ): StreamNode {
    return makeNode({
      ...parts,
      inputs: [this.convert(node.input)],
      columns: node.columns,
      span: node.span,
    } as NodeParts)
  }

  /** What cannot be planned below is told first. */
  #windowAggregate(node: LogicalWindowAggregate): StreamNode {
    const { window, keys, calls, properties } = node
    this.convert(node.input)
    assertAggregates(calls, node.input.columns, sharesAccumulators(window) ? keys : undefined)
    assertWindow(node)
    assertReadsComputed(node)
    const emit = windowEmit(node, this.#configuration.options)
    const shared = { window, keys, calls, properties, retracts: false }
    if (emit === undefined) return this.#over(node, { kind: 'WindowAggregate', ...shared })
    return this.#over(node, { kind: 'GroupWindowAggregate', ...shared, emit })
  }

  #aggregate(node: LogicalAggregate): StreamNode {
    assert(node.sets.length === 1 && node.groupings.length === 0, 'grouping sets are decomposed before')
    const { keys, calls, columns, span } = node
    assertAggregates(calls, node.input.columns)
    return makeNode({
      kind: 'GroupAggregate',
      inputs: [this.convert(node.input)],
      keys,
      calls,
      retracts: false,
      columns,
      span,
    })
  }

  #calc(program: CalcProgram): StreamNode {
    if (readsNormalized(program.base)) return normalizedSource(program, this.#readers)
    return calcOver(this.convert(program.base), program)
  }

  #watermark(node: LogicalWatermarkAssigner): StreamNode {
    if (node.pushedDown && node.expr !== undefined) return this.#pushedDown(node, node.expr)
    const { column, expr, columns, span } = node
    return makeNode({
      kind: 'WatermarkAssigner',
      inputs: [this.convert(node.input)],
      column,
      ...(expr && { expr }),
      columns,
      span,
    })
  }

  /** The source itself makes the watermarks, from its own columns. */
  #pushedDown(node: LogicalWatermarkAssigner, expr: BoundExpr): StreamNode {
    const program = calcProgram(node.input)
    const base = program.base
    assert(base.kind === 'TableScan' && program.conditions.length === 0, 'a watermark is declared over its table')
    const rowtime = program.projections[node.column]
    const column = rowtime?.kind === 'input' ? rowtime.index : node.column
    const inlined = program.inline(expr)
    const types = node.columns.map((c) => c.type)
    const isRead = (i: number) => program.projections.findIndex((p) => p.kind === 'input' && p.index === i)
    const scanColumns = base.columns.map((c, i) => ({ name: c.name, type: types[isRead(i)] ?? c.type }))
    const scan = makeNode({
      kind: 'TableSourceScan',
      inputs: [],
      columns: scanColumns,
      table: base.table,
      fields: base.fields,
      watermark: { column, expr: inlined },
      span: base.span,
    })
    return calcOver(scan, { ...program, columns: node.columns })
  }
}

/** Whether what a window holds is put together from parts. */
const sharesAccumulators = ({ kind, attached }: WindowSpec): boolean =>
  kind === 'SESSION' || (kind !== 'TUMBLE' && attached === undefined)

type Common = 'inputs' | 'columns' | 'span'

/** The program as a Calc, or the input itself where there is nothing to do. */
export function calcOver(input: StreamNode, program: Omit<CalcProgram, 'base' | 'inline'>): StreamNode {
  const condition = conjunction(program.conditions)
  const identity =
    program.projections.length === input.columns.length &&
    program.projections.every((p, i) => p.kind === 'input' && p.index === i)
  if (condition === undefined && identity) return input
  return makeNode({
    kind: 'Calc',
    inputs: [input],
    ...(condition && { condition }),
    projections: program.projections,
    columns: program.columns,
    span: program.span,
  })
}

/** Flink's planner fails over an upsert source where the window's time is read as it is and nothing is computed. */
function assertReadsComputed({ input, window, keys, calls, span }: LogicalWindowAggregate): void {
  if (window.grouped === undefined) return
  const { base, projections, conditions } = calcProgram(input)
  if (base.kind !== 'WatermarkAssigner' || !readsNormalized(base) || conditions.length > 0) return
  const sources = projections.map((expr) => (expr.kind === 'input' ? expr.index : -1))
  const read = [...keys, ...calls.flatMap(({ args }) => args)]
  if (sources.includes(-1) || !read.some((column) => sources[column] === sources[window.time])) return
  const message = 'Over an upsert source, a group window cannot read its time column as it is'
  throw sqlError('plan', 'window', message, span)
}

/** Whether a table that needs ChangelogNormalize stands here, with its watermark if it has one. */
function readsNormalized(node: LogicalNode): boolean {
  if (node.kind === 'WatermarkAssigner') return readsNormalized(calcProgram(node.input).base)
  return node.kind === 'TableScan' && node.normalized
}
