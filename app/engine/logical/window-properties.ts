import type { LogicalType } from '../../types/logical-type.ts'
import type { LogicalAggregate } from './aggregate.ts'
import type { LogicalExpand } from './expand.ts'
import type { LogicalFilter } from './filter.ts'
import type { LogicalJoin } from './join.ts'
import { splitCondition } from './join-condition.ts'
import { literalsOf } from './literals-of.ts'
import type { LogicalNode } from './node.ts'
import type { WindowSpec } from './window-spec.ts'

/** The windows that rows carry in their columns (Flink's RelWindowProperties). */
export interface WindowProperties {
  readonly starts: ReadonlySet<number>
  readonly ends: ReadonlySet<number>
  readonly times: ReadonlySet<number>
  /** How the windows were made, and of what kind of time. */
  readonly window: WindowSpec
  readonly timeType: LogicalType
  /** The columns by which sessions were parted. */
  readonly partitionBy: readonly number[]
}

const known = new WeakMap<LogicalNode, WindowProperties | 'none'>()

export function windowProperties(node: LogicalNode): WindowProperties | undefined {
  const found = known.get(node) ?? derive(node) ?? 'none'
  known.set(node, found)
  return found === 'none' ? undefined : found
}

/** Whether both the start and the end of windows are among these columns. */
export function holdsWindow(columns: readonly number[], { starts, ends }: WindowProperties): boolean {
  return columns.some((c) => starts.has(c)) && columns.some((c) => ends.has(c))
}

/** Whether both starts and both ends of the same windows are equated: Flink joins window by window then. */
export function isWindowJoin({ left, right, condition }: LogicalJoin): boolean {
  const { pairs } = splitCondition(condition, left.columns.length)
  const a = windowProperties(left)
  const b = windowProperties(right)
  if (a === undefined || b === undefined) return false
  const starts = pairs.some((p) => a.starts.has(p.left) && b.starts.has(p.right))
  const ends = pairs.some((p) => a.ends.has(p.left) && b.ends.has(p.right))
  return starts && ends && sameTime(a.timeType, b.timeType) && sameWindow(a, b)
}

function derive(node: LogicalNode): WindowProperties | undefined {
  switch (node.kind) {
    case 'WindowTableFunction': {
      const { window, input, partitionBy } = node
      const timeType = input.columns[window.time]?.type
      const width = input.columns.length
      return timeType && { ...bounds(width, width + 1, width + 2), window, timeType, partitionBy }
    }
    case 'WindowAggregate': {
      const { window, input, keys, calls, properties } = node
      const timeType = window.attached ?? input.columns[window.time]?.type
      if (timeType === undefined || window.grouped) return undefined
      const first = keys.length + calls.length
      const at = (index: number): number => (index < 0 ? -1 : first + index)
      const [start, end, time] = (['window_start', 'window_end', 'window_time'] as const).map((p) =>
        at(properties.indexOf(p)),
      )
      const partitionBy = window.kind === 'SESSION' ? keys.map((_, i) => i) : []
      return { ...bounds(start, end, time), window, timeType, partitionBy }
    }
    case 'Project':
      return projected(windowProperties(node.input), (out) => inputOf(node.exprs[out]), node.columns.length)
    case 'Expand':
      return expanded(node.projects, windowProperties(node.input), node.columns.length)
    case 'Aggregate':
      return grouped(node)
    case 'Filter':
      return filtered(node)
    case 'WatermarkAssigner':
    case 'Correlate':
      return windowProperties(node.input)
    case 'TemporalJoin':
      return windowProperties(node.left)
    case 'Rank': {
      const below = windowProperties(node.input)
      return below && holdsWindow(node.partitionBy, below) ? below : undefined
    }
    case 'Join':
      return isWindowJoin(node) ? joined(node) : undefined
    case 'Union':
      return united(node.inputs.map(windowProperties))
    default:
      return undefined
  }
}

/** A column of one value alone is a literal from there on: sessions that are parted by it are lost. */
function filtered({ input, condition }: LogicalFilter): WindowProperties | undefined {
  const below = windowProperties(input)
  if (below?.window.kind !== 'SESSION' || below.partitionBy.length === 0) return below
  const literals = literalsOf(condition)
  return below.partitionBy.some((column) => literals.has(column)) ? undefined : below
}

function bounds(start = -1, end = -1, time = -1): Pick<WindowProperties, 'starts' | 'ends' | 'times'> {
  const only = (column: number): ReadonlySet<number> => new Set(column < 0 ? [] : [column])
  return { starts: only(start), ends: only(end), times: only(time) }
}

/** Time attributes all have milliseconds; whether they may be NULL counts. */
const sameTime = (a: LogicalType, b: LogicalType): boolean => a.kind === b.kind && a.nullable === b.nullable

const inputOf = (expr: { readonly kind: string; readonly index?: number } | undefined): number | undefined =>
  expr?.kind === 'input' ? expr.index : undefined

/** Where columns come from is told by `source`. Sessions are lost with a column by which they are parted. */
function projected(
  below: WindowProperties | undefined,
  source: (output: number) => number | undefined,
  width: number,
): WindowProperties | undefined {
  if (below === undefined) return undefined
  const outputs = Array.from({ length: width }, (_, i) => i)
  const move = (columns: ReadonlySet<number>): ReadonlySet<number> =>
    new Set(outputs.filter((out) => columns.has(source(out) ?? -1)))
  const partitionBy = below.partitionBy.map((column) => outputs.findIndex((out) => source(out) === column))
  if (below.window.kind === 'SESSION' && partitionBy.includes(-1)) return undefined
  return { ...below, starts: move(below.starts), ends: move(below.ends), times: move(below.times), partitionBy }
}

/** What every list hands on. */
function expanded(
  projects: LogicalExpand['projects'],
  below: WindowProperties | undefined,
  width: number,
): WindowProperties | undefined {
  const source = (out: number): number | undefined => {
    const sources = new Set(projects.map((exprs) => inputOf(exprs[out])))
    return sources.size === 1 ? [...sources][0] : undefined
  }
  return projected(below, source, width)
}

/** A grouping by both bounds of a window keeps it; the group windows of old give no such columns. */
function grouped({ input, keys, sets }: LogicalAggregate): WindowProperties | undefined {
  const below = windowProperties(input)
  if (below === undefined || below.window.grouped || sets.length > 1 || !holdsWindow(keys, below)) return undefined
  return projected(below, (out) => keys[out], keys.length)
}

function joined({ left, right, joinType }: LogicalJoin): WindowProperties | undefined {
  const a = windowProperties(left)
  const b = windowProperties(right)
  if (a === undefined || b === undefined || joinType === 'SEMI' || joinType === 'ANTI') return a
  const width = left.columns.length
  const both = (pick: (w: WindowProperties) => ReadonlySet<number>): ReadonlySet<number> =>
    new Set([...pick(a), ...[...pick(b)].map((column) => column + width)])
  return { ...a, starts: both((w) => w.starts), ends: both((w) => w.ends), times: both((w) => w.times) }
}

function united(inputs: readonly (WindowProperties | undefined)[]): WindowProperties | undefined {
  const [first, ...others] = inputs
  if (first === undefined) return undefined
  const rest = others.filter((other) => other !== undefined)
  if (rest.length < others.length || !rest.every((other) => sameWindow(first, other))) return undefined
  const common = (pick: (w: WindowProperties) => ReadonlySet<number>): ReadonlySet<number> =>
    new Set([...pick(first)].filter((column) => rest.every((other) => pick(other).has(column))))
  return { ...first, starts: common((w) => w.starts), ends: common((w) => w.ends), times: common((w) => w.times) }
}

/** Whether windows were made alike. An offset of nothing is not the same as none. */
function sameWindow(a: WindowProperties, b: WindowProperties): boolean {
  const [x, y] = [a.window, b.window]
  const alike = x.kind === y.kind && x.size === y.size && x.slide === y.slide && x.gap === y.gap
  const sameOffset = x.offset === y.offset && x.withOffset === y.withOffset
  return alike && sameOffset && isRowtime(a) === isRowtime(b) && a.partitionBy.join() === b.partitionBy.join()
}

export const isRowtime = ({ timeType }: WindowProperties): boolean =>
  !('time' in timeType && timeType.time === 'proctime')
