import { must, unreachable } from '../../../base/assert.ts'
import { SqlError } from '../../../sql/diagnostic.ts'
import { pathText } from '../../catalog/catalog.ts'
import type { PlanConfiguration } from '../../catalog/configuration.ts'
import type { EmitStrategy } from '../../catalog/emit-strategy.ts'
import { inputsOf } from '../../logical/expressions.ts'
import { describeNode } from '../describe-node.ts'
import type { Calc, ChangelogMode, ChangelogNormalize, Join, Sink, StreamNode } from '../node.ts'
import { streamNode } from '../stream-node.ts'
import { monotonicCalls } from './monotonicity.ts'
import { assertRetracts, isInsertOnly, rankedKinds, rankStrategies } from './ranked-changelog.ts'

// What changes each edge carries, in three passes; see DESIGN.md beside this file.

/** Which changes can happen at all. */
export interface ModifyKinds {
  readonly updates: boolean
  readonly deletes: boolean
}
type UpdateKind = ChangelogMode['updates']

/** The plan of one sink with every node's mode decided. Throws SqlError where the sink cannot take it. */
export function inferChangelog(sink: Sink, configuration: PlanConfiguration): Sink {
  const kinds = new ModifyKindsUpward()
  assertSinkTakes(sink, kinds)
  const satisfied = new UpdateKindDownward(kinds, configuration).satisfySink(sink)
  return deleteKindUpward(satisfied) as Sink
}

// ------------------------------------------------------------------ 1: modify kinds, from the sources up

const INSERT_ONLY: ModifyKinds = { updates: false, deletes: false }

class ModifyKindsUpward {
  readonly #known = new Map<StreamNode, ModifyKinds>()

  of(node: StreamNode): ModifyKinds {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    const kinds = this.#derive(node)
    this.#known.set(node, kinds)
    return kinds
  }

  #derive(node: StreamNode): ModifyKinds {
    switch (node.kind) {
      case 'TableSourceScan':
        return node.table.sourceMode === 'insert' ? INSERT_ONLY : { updates: true, deletes: true }
      case 'Values':
      case 'IntervalJoin':
      case 'Match':
      case 'WindowAggregate':
      case 'WindowJoin':
      case 'WindowRank':
      case 'WindowDeduplicate':
        return INSERT_ONLY
      case 'GroupAggregate': {
        const input = this.of(must(node.inputs[0]))
        return { updates: true, deletes: input.updates || input.deletes }
      }
      case 'GroupWindowAggregate':
        return { updates: sendsUpdates(node.emit), deletes: false }
      case 'ChangelogNormalize':
        return { updates: true, deletes: true }
      case 'Union': {
        const inputs = node.inputs.map((i) => this.of(i))
        return { updates: inputs.some((k) => k.updates), deletes: inputs.some((k) => k.deletes) }
      }
      case 'TemporalJoin':
      case 'LookupJoin':
        return this.of(must(node.inputs[0]))
      case 'Join': {
        const type = node.joinType
        if (type !== 'INNER' && type !== 'SEMI') return { updates: true, deletes: true }
        const inputs = node.inputs.map((i) => this.of(i))
        return { updates: inputs.some((k) => k.updates), deletes: inputs.some((k) => k.deletes) }
      }
      case 'OverAggregate':
      case 'Rank':
      case 'TemporalSort':
        return rankedKinds(node, this.of(must(node.inputs[0])))
      case 'Calc':
      case 'Expand':
      case 'Correlate':
      case 'WatermarkAssigner':
      case 'WindowTableFunction':
      case 'DropUpdateBefore':
      case 'Sink':
        return this.of(must(node.inputs[0]))
      default:
        return unreachable(node)
    }
  }

  /** Where the changes come from: the highest node that makes them rather than handing them on. */
  producer(node: StreamNode): StreamNode {
    const input = node.inputs.find((i) => this.of(i).updates || this.of(i).deletes)
    const handsOn = node.kind === 'Calc' || node.kind === 'Union' || node.kind === 'WatermarkAssigner'
    return handsOn && input !== undefined ? this.producer(input) : node
  }
}

function assertSinkTakes(sink: Sink, kinds: ModifyKindsUpward): void {
  const input = must(sink.inputs[0])
  const { updates, deletes } = kinds.of(input)
  if (sink.table === undefined || sink.table.sinkMode !== 'insert' || !(updates || deletes)) return
  const what = updates && deletes ? 'update and delete' : updates ? 'update' : 'delete'
  const node = describeNode(kinds.producer(input))
  const table = pathText(sink.table.path)
  const message = `Table sink '${table}' doesn't support consuming ${what} changes which is produced by node ${node}`
  throw new SqlError({ code: 'sink-changes', severity: 'error', message, span: sink.span, phase: 'plan' })
}

// ------------------------------------------------------------------ 2: update kind, from the sink down

class UpdateKindDownward {
  readonly #kinds: ModifyKindsUpward
  readonly #configuration: PlanConfiguration
  readonly #known = new Map<StreamNode, Map<UpdateKind, StreamNode | undefined>>()

  constructor(kinds: ModifyKindsUpward, configuration: PlanConfiguration) {
    this.#kinds = kinds
    this.#configuration = configuration
  }

  satisfySink(sink: Sink): Sink {
    const input = must(sink.inputs[0])
    for (const required of this.#wishes(sink)) {
      const below = this.#satisfy(input, required)
      if (below === undefined) continue
      const materialize = this.#materializes(sink)
      return streamNode({ ...sink, inputs: [below], materialize }, below.mode)
    }
    throw new SqlError({
      code: 'sink-changes',
      severity: 'error',
      message: `Can't generate a valid execution plan for the sink '${sink.name}'`,
      span: sink.span,
      phase: 'plan',
    })
  }

  /** What the sink can live with, the best first. */
  #wishes(sink: Sink): readonly UpdateKind[] {
    if (!this.#kinds.of(must(sink.inputs[0])).updates) return ['none']
    if (sink.table?.sinkMode !== 'upsert') return ['both']
    const exact = sink.keys.length === 0 || this.#upsertKeys(sink).some((key) => sameColumns(key, sink.keys))
    return exact ? ['after', 'both'] : ['both']
  }

  /** Whether rows of one sink key may come from several rows of the query, which then overtake one another. */
  #materializes(sink: Sink): boolean {
    const { updates, deletes } = this.#kinds.of(must(sink.inputs[0]))
    if (sink.table === undefined || sink.keys.length === 0 || !(updates || deletes)) return false
    // a sink that takes rows back by themselves needs no help to find them
    if (sink.table.sinkMode === 'all') return false
    const strategy = this.#configuration.upsertMaterialize
    if (strategy !== 'AUTO') return strategy === 'FORCE'
    return !this.#upsertKeys(sink).some((key) => key.every((c) => sink.keys.includes(c)))
  }

  #upsertKeys(sink: Sink): readonly (readonly number[])[] {
    return must(sink.inputs[0]).upsertKeys
  }

  /** The node, emitting updates in the required form; undefined where it cannot. */
  #satisfy(node: StreamNode, required: UpdateKind): StreamNode | undefined {
    const asked = this.#kinds.of(node).updates ? required : 'none'
    const known = this.#known.get(node) ?? new Map<UpdateKind, StreamNode | undefined>()
    this.#known.set(node, known)
    if (!known.has(asked)) known.set(asked, this.#build(node, asked))
    return known.get(asked)
  }

  #build(node: StreamNode, required: UpdateKind): StreamNode | undefined {
    switch (node.kind) {
      case 'TableSourceScan':
        return this.#scan(node, required)
      case 'Values':
        return this.#with(node, [], required)
      case 'Calc':
        if (required === 'after' && filtersBeyondKey(node)) return undefined
        return this.#handOn(node, required)
      case 'Union':
      case 'Expand':
      case 'Correlate':
      case 'WatermarkAssigner':
      case 'WindowTableFunction':
      case 'DropUpdateBefore':
        return this.#handOn(node, required)
      case 'Join':
        return this.#join(node, required)
      case 'LookupJoin': {
        const left = this.#satisfy(must(node.inputs[0]), required)
        const table = this.#with(must(node.inputs[1]), [], 'both', { updates: true, deletes: true })
        return left && this.#with(node, [left, table], required)
      }
      case 'TemporalJoin': {
        const left = this.#satisfy(must(node.inputs[0]), required)
        const versions = must(node.inputs[1])
        const right = this.#satisfy(versions, 'after') ?? this.#satisfy(versions, 'both')
        return left && right && this.#with(node, [left, right], required)
      }
      case 'IntervalJoin':
      case 'WindowJoin':
      case 'WindowRank':
      case 'WindowDeduplicate':
      case 'Match':
        this.#assertInserts(node)
        return this.#handOn(node, 'none')
      case 'GroupAggregate':
      case 'GroupWindowAggregate':
      case 'WindowAggregate': {
        // a group window that sends updates always sends -U
        if (node.kind === 'GroupWindowAggregate' && required === 'after') return undefined
        const input = this.#satisfy(must(node.inputs[0]), 'both')
        if (input === undefined) return undefined
        const retracts = input.mode.updates !== 'none' || input.mode.deletes
        const monotonic = retracts && node.kind === 'GroupAggregate' ? { monotonic: monotonicCalls(node) } : {}
        return this.#with({ ...node, retracts, ...monotonic }, [input], required)
      }
      case 'ChangelogNormalize': {
        const input = this.#satisfy(must(node.inputs[0]), 'after')
        if (input === undefined || (required === 'after' && isNeedless(node))) return input
        return this.#with(node, [input], required)
      }
      case 'OverAggregate':
      case 'TemporalSort': {
        const input = this.#satisfy(must(node.inputs[0]), 'both')
        return input && this.#with(node, [input], required)
      }
      case 'Rank': {
        const insertOnly = isInsertOnly(this.#kinds.of(must(node.inputs[0])))
        for (const { strategy, asks } of rankStrategies(node, insertOnly)) {
          const input = this.#satisfy(must(node.inputs[0]), asks)
          if (input !== undefined) return this.#with(assertRetracts({ ...node, strategy }), [input], required)
        }
        return undefined
      }
      case 'Sink':
        return undefined
      default:
        return unreachable(node)
    }
  }

  #scan(node: StreamNode & { kind: 'TableSourceScan' }, required: UpdateKind): StreamNode | undefined {
    if (node.table.sourceMode !== 'all') {
      const provided = node.table.sourceMode === 'upsert' ? 'after' : 'none'
      return required === provided ? this.#with(node, [], provided) : undefined
    }
    const scan = this.#with(node, [], 'both')
    if (required === 'both') return scan
    const { columns, span } = node
    return this.#with(
      {
        kind: 'DropUpdateBefore',
        id: 0,
        columns,
        span,
        uniqueKeys: node.uniqueKeys,
        upsertKeys: node.upsertKeys,
        mode: scan.mode,
        inputs: [scan],
      },
      [scan],
      'after',
      this.#kinds.of(node),
    )
  }

  /** An interval join cannot take rows back. */
  #assertInserts(node: StreamNode): void {
    for (const input of node.inputs) {
      const { updates, deletes } = this.#kinds.of(input)
      if (!updates && !deletes) continue
      const what = updates && deletes ? 'update and delete' : updates ? 'update' : 'delete'
      const from = describeNode(this.#kinds.producer(input))
      const message = `StreamPhysical${node.kind} doesn't support consuming ${what} changes which is produced by node ${from}`
      throw new SqlError({ code: 'input-changes', severity: 'error', message, span: node.span, phase: 'plan' })
    }
  }

  /** Without -U a side's new row must find the old one, so its key has to hold the columns of the join. */
  #join(node: Join, required: UpdateKind): StreamNode | undefined {
    const inputs: StreamNode[] = []
    for (const [side, input] of node.inputs.entries()) {
      const columns = side === 0 ? node.leftKeys : node.rightKeys
      const found = input.upsertKeys.some((key) => columns.every((c) => key.includes(c)))
      if (required === 'after' && this.#kinds.of(input).updates && !found) return undefined
      const below = this.#satisfy(input, required === 'after' ? 'after' : 'both')
      if (below === undefined) return undefined
      inputs.push(below)
    }
    return this.#with(node, inputs, required)
  }

  #handOn(node: StreamNode, required: UpdateKind): StreamNode | undefined {
    const inputs: StreamNode[] = []
    for (const input of node.inputs) {
      const below = this.#satisfy(input, required)
      if (below === undefined) return undefined
      inputs.push(below)
    }
    return this.#with(node, inputs, required)
  }

  #with(
    node: StreamNode,
    inputs: readonly StreamNode[],
    updates: UpdateKind,
    kinds = this.#kinds.of(node),
  ): StreamNode {
    const mode: ChangelogMode = { inserts: true, updates, deletes: kinds.deletes, keyOnlyDeletes: false }
    return streamNode({ ...node, inputs }, mode)
  }
}

/** +U alone is not enough where the old row may pass the condition and the new one not. */
function filtersBeyondKey(node: Calc): boolean {
  if (node.condition === undefined) return false
  const used = inputsOf(node.condition)
  const keys = must(node.inputs[0]).upsertKeys
  return !keys.some((key) => [...used].every((column) => key.includes(column)))
}

/**
 * Without a consumer of -U, Flink takes the changes of an upsert source as they are, if a
 * WatermarkAssigner stands between (it passes for a node that completes deletes).
 */
function isNeedless(node: ChangelogNormalize): boolean {
  if (node.condition !== undefined) return false
  let below = must(node.inputs[0])
  let assigned = false
  while (below.kind === 'Calc' || below.kind === 'WatermarkAssigner') {
    assigned ||= below.kind === 'WatermarkAssigner'
    below = must(below.inputs[0])
  }
  if (!assigned || below.kind !== 'TableSourceScan' || below.table.sourceMode !== 'upsert') return false
  return below.table.columns.every((c) => c.form !== 'metadata')
}

/** A group window that fires before or after its end replaces what it has sent. */
export const sendsUpdates = ({ earlyDelay, lateDelay }: EmitStrategy): boolean =>
  earlyDelay !== undefined || lateDelay !== undefined

const sameColumns = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((c) => b.includes(c))

// ------------------------------------------------------------------ 3: delete kind

/** Upsert sources delete by key only; ChangelogNormalize and WatermarkAssigner count as sending whole rows. */
function deleteKindUpward(node: StreamNode, known = new Map<StreamNode, StreamNode>()): StreamNode {
  const found = known.get(node)
  if (found !== undefined) return found
  const inputs = node.inputs.map((input) => deleteKindUpward(input, known))
  const handsOn = node.kind === 'Calc' || node.kind === 'Union' || node.kind === 'DropUpdateBefore'
  const byKey =
    node.kind === 'TableSourceScan'
      ? node.table.sourceMode === 'upsert'
      : handsOn && inputs.some((input) => input.mode.keyOnlyDeletes)
  const result = streamNode({ ...node, inputs }, { ...node.mode, keyOnlyDeletes: byKey && node.mode.deletes })
  known.set(node, result)
  return result
}
