import { assert, must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { Getter, Row } from '../row.ts'
import { GroupWindowAggregate } from '../runtime/operators/window/group-window-aggregate.ts'
import { nextTrigger } from '../runtime/operators/window/next-trigger.ts'
import { SessionWindowAggregate } from '../runtime/operators/window/session-window-aggregate.ts'
import { SessionWindowTableFunction } from '../runtime/operators/window/session-window-table-function.ts'
import {
  attached,
  cumulating,
  hopping,
  type SliceAssigner,
  tumbling,
} from '../runtime/operators/window/slice-assigner.ts'
import { type PhasesSpec, SliceWindowAggregate } from '../runtime/operators/window/slice-window-aggregate.ts'
import type { TimeShift } from '../runtime/operators/window/time-shift.ts'
import {
  cumulatingWindows,
  hoppingWindows,
  tumblingWindows,
  type WindowAssigner,
} from '../runtime/operators/window/window-assigner.ts'
import { WindowTableFunction as WindowTableFunctionOperator } from '../runtime/operators/window/window-table-function.ts'
import type {
  Column,
  GroupWindowAggregate as GroupWindowAggregateNode,
  StreamNode,
  WindowAggregate,
  WindowSpec,
  WindowTableFunction,
} from '../stream/node.ts'
import { sendsUpdates } from '../stream/traits/changelog-mode.ts'
import { type BuildContext, type BuiltOperator, inputTypes, timeGetter } from './build-context.ts'
import { rowsLead } from './rows-lead.ts'

/** `ordered`: the order in which windows of one time close shows further on. */
export function buildWindowAggregate(node: WindowAggregate, context: BuildContext, ordered: boolean): BuiltOperator {
  const { compiler } = context
  const { window, properties, retracts } = node
  const types = inputTypes(node)
  const carried = window.kind === 'SESSION' && window.attached !== undefined
  const options = { retracts, properties, ...(carried && { carriedStart: carriedStart(node, context) }) }
  const handler = compiler.windowGroups(types, node.keys, node.calls, options)
  const shared = { handler, retracts, ...timeOf(node, window, context) }
  const keys = [compiler.key(types, node.keys)]
  if (window.kind === 'SESSION' && window.attached === undefined) {
    const times = window.grouped ? timeOrEpoch(shared) : {}
    const gap = must(window.gap, 'session gap')
    return { operator: new SessionWindowAggregate({ ...shared, ...times, gap, ordered }), keys }
  }
  // Flink aggregates sessions and windows of processing time in one phase.
  const mergeable = node.calls.every((call) => !CANNOT_MERGE.has(call.fn.name))
  const mayTwoPhase = mergeable && shared.time !== undefined && window.kind !== 'SESSION'
  const twoPhase = mayTwoPhase && context.config.get('table.optimizer.agg-phase-strategy') !== 'ONE_PHASE'
  const untaken = node.calls.find((call) => call.distinct && CANNOT_TAKE_BACK.has(call.fn.name))
  if (window.kind === 'HOP' && !retracts && untaken !== undefined)
    throw sqlError('plan', 'distinct-hop', 'This function does not support retraction.', untaken.span)
  // the first phase then leaves values in sight that were taken back
  if (twoPhase && retracts && node.calls.some((call) => call.fn.name === 'COLLECT'))
    throw unsupported('COLLECT over changes in windows', node.span)
  const phases = phasesOf(node, twoPhase, context)
  const operator = new SliceWindowAggregate({ ...shared, ...phases, slices: slicesOf(window) })
  return { operator, keys }
}

export function buildGroupWindowAggregate(node: GroupWindowAggregateNode, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const { window, properties, retracts, emit } = node
  const types = inputTypes(node)
  const operator = new GroupWindowAggregate({
    handler: compiler.windowGroups(types, node.keys, node.calls, { retracts, properties }),
    size: window.size,
    slide: window.slide ?? window.size,
    retracts,
    emit,
    updates: sendsUpdates(emit),
    ...timeOrEpoch(timeOf(node, window, context)),
  })
  return { operator, keys: [compiler.key(types, node.keys)] }
}

export function buildWindowTableFunction(node: WindowTableFunction, context: BuildContext): BuiltOperator {
  const { compiler } = context
  const { window } = node
  const types = inputTypes(node)
  const concat = compiler.concat(types.length, 3)
  const windowRow = compiler.rowFromValues(3)
  const append = (row: Row, values: readonly Value[]): Row => concat(row, windowRow(values))
  const shared = { append, ...timeOf(node, window, context) }
  if (window.kind !== 'SESSION') {
    return { operator: new WindowTableFunctionOperator({ ...shared, windows: windowsOf(window) }) }
  }
  const operator = new SessionWindowTableFunction({ ...shared, gap: must(window.gap, 'session gap') })
  return { operator, keys: [compiler.key(types, node.partitionBy)] }
}

function phasesOf(node: WindowAggregate, twoPhase: boolean, context: BuildContext): PhasesSpec {
  const { window, inputs } = node
  const [input] = inputs
  const type = window.attached ?? must(input?.columns[window.time], 'time column').type
  if (isProctime(type) || window.kind === 'SESSION') return {}
  const trigger = nextTrigger(context.shiftOf(type), ownSlices(window).slice)
  const leads = window.attached === undefined && input !== undefined && rowsLead(input, window.time)
  if (twoPhase) return { twoPhase: { nextTrigger: trigger, rowsLead: leads } }
  return leads ? {} : { onePhase: { nextTrigger: trigger } }
}

/** The end of a session does not tell where it began, unlike that of other windows. */
function carriedStart(node: WindowAggregate, context: BuildContext) {
  const { columns } = node.inputs[0] as StreamNode
  return timeGetter(columns, must(node.window.start, 'start of the carried window'), context)
}

function timeOf(node: StreamNode, window: WindowSpec, context: BuildContext) {
  const { columns } = node.inputs[0] as StreamNode
  if (window.attached !== undefined) {
    // the ends of windows are in local time as they are
    const shift: TimeShift = { ...context.shiftOf(window.attached), toLocal: (time) => time }
    return { shift, time: timeGetter(columns, window.time, context) }
  }
  const { type } = must<Column>(columns[window.time], 'time column')
  const shift = context.shiftOf(type)
  return isProctime(type) ? { shift } : { shift, time: timeGetter(columns, window.time, context) }
}

/** What Flink cannot aggregate in two phases. */
const CANNOT_MERGE: ReadonlySet<string> = new Set(['FIRST_VALUE', 'LAST_VALUE', 'JSON_ARRAYAGG'])

/** Windows that hop over distinct values ask more of functions than they need. */
const CANNOT_TAKE_BACK: ReadonlySet<string> = new Set(['SUM', 'LISTAGG'])

/** Flink's group windows of old take a row without time for one of 1970. */
function timeOrEpoch({ shift, time }: { readonly shift: TimeShift; readonly time?: Getter<number | null> }) {
  return time === undefined ? { shift } : { shift, time: (row: Row) => time(row) ?? 0 }
}

const isProctime = (type: LogicalType): boolean => 'time' in type && type.time === 'proctime'

function slicesOf(window: WindowSpec): SliceAssigner {
  if (window.attached === undefined) return ownSlices(window)
  return attached(window.kind === 'SESSION' ? (end) => end : ownSlices(window).windowStart)
}

function ownSlices({ kind, size, slide, offset }: WindowSpec): SliceAssigner {
  if (kind === 'TUMBLE') return tumbling(size, offset)
  if (kind === 'HOP') return hopping(size, must(slide, 'slide'), offset)
  assert(kind === 'CUMULATE', `${kind} has no slices`)
  return cumulating(size, must(slide, 'step'), offset)
}

function windowsOf({ kind, size, slide, offset }: WindowSpec): WindowAssigner {
  if (kind === 'TUMBLE') return tumblingWindows(size, offset)
  if (kind === 'HOP') return hoppingWindows(size, must(slide, 'slide'), offset)
  assert(kind === 'CUMULATE', `${kind} has no windows of its own`)
  return cumulatingWindows(size, must(slide, 'step'), offset)
}
