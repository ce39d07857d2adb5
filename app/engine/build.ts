import { unreachable } from '../base/assert.ts'
import { zoneOrGmt } from '../types/zone.ts'
import { buildCalc } from './build/build-calc.ts'
import { type BuildContext, type BuildSettings, type BuiltOperator, inputTypes } from './build/build-context.ts'
import { buildCorrelate } from './build/build-correlate.ts'
import { buildIntervalJoin } from './build/build-interval-join.ts'
import { buildJoin } from './build/build-join.ts'
import { buildLookupJoin } from './build/build-lookup-join.ts'
import { buildMatch } from './build/build-match.ts'
import { buildOver } from './build/build-over.ts'
import { buildRank, buildTemporalSort } from './build/build-rank.ts'
import { buildSink } from './build/build-sink.ts'
import { buildTemporalJoin } from './build/build-temporal-join.ts'
import { buildGroupWindowAggregate, buildWindowAggregate, buildWindowTableFunction } from './build/build-window.ts'
import { buildWindowJoin } from './build/build-window-join.ts'
import { buildWindowDeduplicate, buildWindowRank } from './build/build-window-rank.ts'
import { narrowedSources } from './build/narrowed-sources.ts'
import { orderMatters } from './build/order-matters.ts'
import { stateTtl } from './catalog/state-ttl.ts'
import { CheckedPort } from './runtime/checked-port.ts'
import type { Job } from './runtime/job.ts'
import { OperatorHost } from './runtime/operator-host.ts'
import { ChangelogNormalize } from './runtime/operators/changelog-normalize.ts'
import { DropUpdateBefore } from './runtime/operators/drop-update-before.ts'
import { Expand } from './runtime/operators/expand.ts'
import { GroupAggregate } from './runtime/operators/group-aggregate.ts'
import { PassThrough } from './runtime/operators/pass-through.ts'
import { WatermarkAssigner } from './runtime/operators/watermark-assigner.ts'
import { noShift } from './runtime/operators/window/time-shift.ts'
import { createTimeShift } from './runtime/operators/window/zone-shift.ts'
import { type Input, OutputPort } from './runtime/output-port.ts'
import { Source } from './runtime/source.ts'
import { UnionHost } from './runtime/union-host.ts'
import { ValuesSource } from './runtime/values-source.ts'
import type { HintedTtl, LookupJoin, StreamNode, StreamPlan, TableSourceScan, Values } from './stream/node.ts'
import { sendsUnplanned } from './stream/traits/ranked-changelog.ts'

/** The job of a plan: operators made from plain specs and wired together. */
export function build(plan: StreamPlan, settings: BuildSettings): Job {
  return new Builder(settings).build(plan)
}

class Builder {
  readonly #context: BuildContext
  readonly #ports = new Map<StreamNode, OutputPort>()
  readonly #hosts: OperatorHost[] = []
  readonly #sources: Source[] = []
  readonly #values: ValuesSource[] = []
  readonly #ttl: number
  #hinted: HintedTtl | undefined
  #ordered: ReadonlySet<StreamNode> = new Set()
  #narrowed: ReadonlySet<StreamNode> = new Set()

  constructor(settings: BuildSettings) {
    const zone = zoneOrGmt(settings.config.get('table.local-time-zone') ?? 'UTC')
    const local = createTimeShift(zone)
    this.#ttl = stateTtl(settings.config)
    this.#context = { ...settings, shiftOf: (type) => (type.kind === 'TIMESTAMP_LTZ' ? local : noShift) }
  }

  build(plan: StreamPlan): Job {
    this.#hinted = plan.stateTtl
    this.#ordered = orderMatters(plan)
    this.#narrowed = narrowedSources(plan)
    for (const node of plan.nodes) this.#add(node)
    return {
      sources: this.#sources,
      values: this.#values,
      hosts: this.#hosts,
      ports: [...this.#ports].map(([node, port]) => ({ node: node.id, port })),
    }
  }

  #add(node: StreamNode): void {
    const out = this.#createPort(node)
    this.#ports.set(node, out)
    switch (node.kind) {
      case 'TableSourceScan':
        this.#sources.push(this.#source(node, out))
        return
      case 'Values':
        this.#values.push(this.#valuesSource(node, out))
        return
      case 'Union':
        this.#connect(node, new UnionHost(node.inputs.length, out).inputs)
        return
      case 'LookupJoin':
        this.#addLookupJoin(node, out)
        return
      case 'Sink':
        this.#addChain(node, buildSink(node, this.#context), out)
        return
      default:
        this.#addChain(node, [this.#operator(node)], out)
    }
  }

  #operator(
    node: Exclude<StreamNode, { kind: 'TableSourceScan' | 'Values' | 'Union' | 'LookupJoin' | 'Sink' }>,
  ): BuiltOperator {
    const { compiler } = this.#context
    const types = inputTypes(node)
    switch (node.kind) {
      case 'WatermarkAssigner': {
        if (node.expr === undefined) return { operator: new PassThrough() }
        return { operator: new WatermarkAssigner(compiler.watermark(types, node.column, node.expr)) }
      }
      case 'Calc':
        return buildCalc(node, this.#context)
      case 'Expand':
        return { operator: new Expand(node.projects.map((exprs) => compiler.projection(types, exprs))) }
      case 'Correlate':
        return buildCorrelate(node, this.#context)
      case 'ChangelogNormalize':
        return {
          operator: new ChangelogNormalize({
            equal: this.#ttl > 0 ? () => false : compiler.equal(types),
            ...(node.condition && { condition: compiler.predicate(types, node.condition) }),
            updateBefore: node.mode.updates === 'both',
          }),
          keys: [compiler.key(types, node.keys)],
        }
      case 'DropUpdateBefore':
        return { operator: new DropUpdateBefore() }
      case 'GroupAggregate':
        return {
          operator: new GroupAggregate({
            handler: compiler.groups(types, node.keys, node.calls, {
              retracts: node.retracts,
              ...(node.monotonic && { monotonic: node.monotonic }),
            }),
            updateBefore: node.mode.updates === 'both',
            resends: (this.#hinted?.ofAggregation(node.span) ?? this.#ttl) > 0,
          }),
          keys: [compiler.key(types, node.keys)],
        }
      case 'IntervalJoin':
        return buildIntervalJoin(node, this.#context, this.#ordered.has(node))
      case 'TemporalJoin':
        return buildTemporalJoin(node, this.#context)
      case 'Join':
        return buildJoin(node, this.#context, this.#ordered.has(node))
      case 'OverAggregate':
        return buildOver(node, this.#context)
      case 'Rank':
        return buildRank(node, this.#context)
      case 'TemporalSort':
        return buildTemporalSort(node, this.#context)
      case 'WindowAggregate':
        return buildWindowAggregate(node, this.#context, this.#ordered.has(node))
      case 'GroupWindowAggregate':
        return buildGroupWindowAggregate(node, this.#context)
      case 'Match':
        return buildMatch(node, this.#context, this.#ordered.has(node))
      case 'WindowTableFunction':
        return buildWindowTableFunction(node, this.#context)
      case 'WindowJoin':
        return buildWindowJoin(node, this.#context)
      case 'WindowRank':
        return buildWindowRank(node, this.#context)
      case 'WindowDeduplicate':
        return buildWindowDeduplicate(node, this.#context)
      default:
        return unreachable(node)
    }
  }

  #source(node: TableSourceScan, out: OutputPort): Source {
    const { compiler } = this.#context
    const types = node.columns.map((column) => column.type)
    return new Source(
      {
        table: node.table.name,
        toRow: compiler.rowFromSome(node.fields, this.#narrowed.has(node) ? types : []),
        ...(node.watermark && { watermark: compiler.milliseconds(types, node.watermark.expr) }),
      },
      out,
    )
  }

  #valuesSource(node: Values, out: OutputPort): ValuesSource {
    const { compiler } = this.#context
    const rows = node.rows.map((exprs) => compiler.projection([], exprs))
    return new ValuesSource(() => rows.map((project) => project(undefined as never)), out)
  }

  /** The table that is looked into takes its rows beside the operator: it has no say in watermarks. */
  #addLookupJoin(node: LookupJoin, out: OutputPort): void {
    const { operator, table } = buildLookupJoin(node, this.#context)
    const setup = { name: node.kind, node: node.id, operator, inputs: 1 }
    const host = new OperatorHost(setup, out, this.#context.environment)
    this.#hosts.push(host)
    this.#connect(node, [...host.inputs, table])
  }

  /** Operators of one node, one after the other; only the last one's output is the node's. */
  #addChain(node: StreamNode, operators: readonly BuiltOperator[], out: OutputPort): void {
    let from: OutputPort | undefined
    for (const [i, { operator, keys }] of operators.entries()) {
      const port = i === operators.length - 1 ? out : new OutputPort()
      const inputs = i === 0 ? node.inputs.length : 1
      const setup = { name: node.kind, node: node.id, operator, inputs, ordered: this.#ordered.has(node) }
      const host = new OperatorHost(keys === undefined ? setup : { ...setup, keys }, port, this.#context.environment)
      this.#hosts.push(host)
      if (from === undefined) this.#connect(node, host.inputs)
      else from.connect(host.inputs[0] as Input)
      from = port
    }
  }

  #connect(node: StreamNode, inputs: readonly Input[]): void {
    for (const [i, input] of inputs.entries()) this.#ports.get(node.inputs[i] as StreamNode)?.connect(input)
  }

  #createPort(node: StreamNode): OutputPort {
    const { checks, compiler, tracerOf } = this.#context
    const port = checks && !sendsUnplanned(node) ? this.#checkedPort(node) : new OutputPort()
    const tracer = tracerOf?.(node)
    if (tracer === undefined) return port
    const toValues = compiler.valuesFromRow(node.columns.length)
    port.connect({
      push: (kind, row) => tracer.row(kind, toValues(row)),
      watermark: (time) => tracer.watermark(time),
      idle: () => undefined,
    })
    return port
  }

  #checkedPort(node: StreamNode): CheckedPort {
    const { updates, deletes } = node.mode
    return new CheckedPort({
      name: `${node.kind}#${node.id}`,
      width: node.columns.length,
      updates,
      deletes,
      retractsWhatItSent: node.kind === 'GroupAggregate' || node.kind === 'ChangelogNormalize',
      toValues: this.#context.compiler.valuesFromRow(node.columns.length),
    })
  }
}
