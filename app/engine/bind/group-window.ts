import { must } from '../../base/assert.ts'
import type { CallExpr, Expr, GroupItem, Select } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { withNullable } from '../../types/construct-type.ts'
import { isDatetime } from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import type { BoundExpr, InputRef } from '../expr/bound.ts'
import type { LogicalNode } from '../logical/node.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import type { WindowSpec } from '../logical/window-spec.ts'
import { windowTableFunction } from '../logical/window-table-function.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import type { Relation } from './from.ts'
import { sameSyntax } from './same-syntax.ts'
import { RelationScope } from './scope.ts'
import { windowColumns } from './window-table.ts'

/**
 * GROUP BY TUMBLE(ts, …), HOP, SESSION: the group windows of old. They mean what the window TVF and
 * GROUP BY window_start, window_end mean, and become that.
 */
export interface GroupWindow {
  /** The rows with their windows; names resolve as before. */
  readonly relation: Relation
  /** window_start, window_end, window_time: the first keys of the grouping. */
  readonly keys: readonly InputRef[]
  /** The other items of GROUP BY. */
  readonly items: readonly GroupItem[]
  /** The key that TUMBLE_START(…) and its like stand for; undefined for another window's. */
  property(call: CallExpr): BoundExpr | undefined
}

const KINDS: ReadonlySet<string> = new Set(['TUMBLE', 'HOP', 'SESSION'])
const PROPERTIES = ['_START', '_END', '_ROWTIME', '_PROCTIME'] as const

const nameOf = (call: CallExpr): string => call.name.parts.at(-1)?.name.toUpperCase() ?? ''
const isWindowCall = (expr: Expr): expr is CallExpr => expr.kind === 'call' && KINDS.has(nameOf(expr))

export function bindGroupWindow(select: Select, from: Relation, env: BindEnvironment): GroupWindow | undefined {
  const groupBy = select.groupBy ?? []
  const [call, another] = groupBy.flatMap(windowCalls)
  if (call === undefined) return undefined
  if (another !== undefined) throw unsupported('several group windows', another.span)
  const items = groupBy.filter((i) => i.kind !== 'expr' || i.expr !== call)
  if (items.some((i) => i.kind !== 'expr')) throw unsupported('group window with grouping sets', call.span)
  const context = plainContext(env, 'GROUP BY')
  const time = bindExpression(must(call.args[0], 'time column'), from.scope, context)
  const window = windowSpec(call, timeIndex(time, from.node, call), env)
  const width = from.node.columns.length
  const columns = windowColumns(from.node, window.time)
  const node = windowTableFunction(from.node, window, [], columns, call.span)
  const keys = columns
    .slice(width)
    .map((c, i): InputRef => ({ kind: 'input', index: width + i, type: c.type, span: call.span }))
  return {
    relation: { node, scope: from.scope },
    keys,
    items,
    property: (other) => propertyOf(other, call, keys, time),
  }
}

/** The group windows of one item, also those within grouping sets. */
function windowCalls(item: GroupItem): readonly CallExpr[] {
  switch (item.kind) {
    case 'expr':
      return [item.expr].filter(isWindowCall)
    case 'tuple':
      return item.items.filter(isWindowCall)
    case 'sets':
      return item.items.flatMap(windowCalls)
    case 'empty':
      return []
  }
}

function timeIndex(time: BoundExpr, node: LogicalNode, call: CallExpr): number {
  if (!isDatetime(time.type)) {
    const message = `Cannot apply '$${nameOf(call)}' to arguments of type '$${nameOf(call)}(<${typeText(time.type)}>, …)'.`
    throw sqlError('parse', 'group-window-time', message, call.span)
  }
  if (time.kind !== 'input' || !isTimeAttribute(node, time.index))
    throw unsupported('group window on this column', call.span)
  return time.index
}

function windowSpec(call: CallExpr, time: number, env: BindEnvironment): WindowSpec {
  const kind = nameOf(call)
  const sizes = call.args.slice(1, kind === 'HOP' ? 3 : 2)
  const aligned = call.args.length > sizes.length + 1 && { aligned: true as const }
  const durations = sizes.map((arg) => {
    if (arg.kind === 'interval' && typeof arg.value !== 'string' && arg.value.kind !== 'literal')
      throw unsupported(`${kind} with a size that is computed`, arg.span)
    const bound = bindExpression(arg, new RelationScope([]), plainContext(env, 'GROUP BY'))
    if (bound.type.kind === 'INTERVAL_YEAR_MONTH') return Number.NaN
    if (bound.type.kind !== 'INTERVAL_DAY_SECOND') throw unsupported(`${nameOf(call)} with this size`, arg.span)
    return Number(env.constant(bound))
  })
  const [first, second] = durations
  const shared = { offset: 0, time, grouped: true as const, ...aligned }
  if (kind === 'TUMBLE' && durations.length === 1) return { kind, size: must(first), ...shared }
  if (kind === 'SESSION' && durations.length === 1) return { kind, size: 0, gap: must(first), ...shared }
  if (kind !== 'HOP' || durations.length !== 2) throw unsupported(`${kind} with these sizes`, call.span)
  const [slide, size] = [must(first), must(second)]
  return { kind, size, slide, ...shared }
}

function propertyOf(
  other: CallExpr,
  window: CallExpr,
  keys: readonly InputRef[],
  time: BoundExpr,
): BoundExpr | undefined {
  const index = PROPERTIES.findIndex((p) => nameOf(other) === nameOf(window) + p)
  const property = PROPERTIES[index]
  const key = keys[Math.min(index, keys.length - 1)]
  if (key === undefined || property === undefined || !sameSyntax(other.args, window.args)) return undefined
  const isProctime = 'time' in time.type && time.type.time === 'proctime'
  if (property === '_ROWTIME' && isProctime) throw unsupported('a row time of a window on processing time', other.span)
  if (property === '_PROCTIME' && !isProctime)
    return { kind: 'constant', value: null, type: withNullable(key.type, true), span: other.span }
  const nullable = property === '_ROWTIME' && time.type.nullable
  const at = Math.min(index, keys.length - 1)
  return { kind: 'input', index: at, type: withNullable(key.type, nullable), span: other.span }
}
