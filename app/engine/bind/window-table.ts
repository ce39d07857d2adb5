import { must } from '../../base/assert.ts'
import type { CallExpr, DescriptorExpr, Expr, TableArgument } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { BOOLEAN, notNull, timestamp } from '../../types/construct-type.ts'
import type { TemporalType } from '../../types/logical-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { Column } from '../logical/column.ts'
import { filter } from '../logical/filter.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { WindowSpec } from '../logical/window-spec.ts'
import { windowTableFunction } from '../logical/window-table-function.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { planFailure } from './expression/plan-failure.ts'
import { plainContext } from './expression-context.ts'
import { bindNamedRelation } from './from.ts'
import { bindQuery } from './query.ts'
import { RelationScope } from './scope.ts'

const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  TUMBLE: ['DATA', 'TIMECOL', 'SIZE', 'OFFSET'],
  HOP: ['DATA', 'TIMECOL', 'SLIDE', 'SIZE', 'OFFSET'],
  CUMULATE: ['DATA', 'TIMECOL', 'STEP', 'SIZE', 'OFFSET'],
  SESSION: ['DATA', 'TIMECOL', 'GAP'],
}

const nameOf = (call: CallExpr): string => call.name.parts.at(-1)?.name.toUpperCase() ?? ''

export const isWindowTableFunction = (call: CallExpr): boolean => nameOf(call) in PARAMETERS

/** TUMBLE(TABLE t, DESCRIPTOR(ts), …) → the table's columns, then window_start, window_end, window_time. */
export function bindWindowTable(call: CallExpr, env: BindEnvironment): LogicalNode {
  const name = nameOf(call)
  const args = namedArguments(call, must(PARAMETERS[name], 'window function'))
  const table = asTableArgument(args.get('DATA'))
  const descriptor = args.get('TIMECOL')
  if (table?.kind !== 'table' || descriptor?.kind !== 'descriptor') throw badArguments(call)
  if (table.orderBy.length > 0) throw unsupported('ORDER BY of a table argument', table.span)
  const input = bindTableArgument(table, env)
  const time = timeColumn(descriptor, input, name)
  const partitionBy = table.partitionBy.map((e) => columnIndex(e, input))
  if (partitionBy.length > 0 && name !== 'SESSION') {
    const message = `Only tables with set semantics may be partitioned. Invalid PARTITION BY clause in the 0-th operand of table function '${name}'`
    throw sqlError('parse', 'window-partition', message, table.span)
  }
  const window = windowSpec(name, args, time, call, env)
  const windowed = windowTableFunction(input, window, partitionBy, windowColumns(input, time), call.span)
  const computed = [...args.values()].find((arg) => arg.kind === 'interval' && typeof arg.value !== 'string')
  if (computed === undefined) return windowed
  const failure = sqlError('plan', 'window-size', 'Only constant window descriptors are supported.', computed.span)
  return filter(windowed, planFailure(failure, BOOLEAN, computed.span), call.span)
}

/** A query in parentheses may stand where TABLE is expected. */
function asTableArgument(argument: Expr | undefined): Expr | undefined {
  if (argument?.kind !== 'subquery') return argument
  const { query, span } = argument
  return { kind: 'table', model: false, query, partitionBy: [], orderBy: [], span }
}

function namedArguments(call: CallExpr, parameters: readonly string[]): ReadonlyMap<string, Expr> {
  // Flink finds the time column's table in the operand that is written first, and reads names of all operands or of none
  const [first] = call.args
  const isNamed = first?.kind === 'named'
  if (call.args.some((arg) => (arg.kind === 'named') !== isNamed)) throw badArguments(call)
  if (isNamed && first.name.name.toUpperCase() !== 'DATA') throw badArguments(call)
  const result = new Map<string, Expr>()
  call.args.forEach((arg, i) => {
    if (arg.kind === 'named') result.set(arg.name.name.toUpperCase(), arg.value)
    else {
      const parameter = parameters[i]
      if (parameter === undefined) throw badArguments(call)
      result.set(parameter, arg)
    }
  })
  return result
}

const badArguments = (call: CallExpr) =>
  sqlError('parse', 'window-arguments', `No match found for function signature ${nameOf(call)}`, call.span)

function bindTableArgument(table: TableArgument, env: BindEnvironment): LogicalNode {
  if (table.query !== undefined) return bindQuery(table.query, env)
  return bindNamedRelation(must(table.name, 'table name'), env).node
}

function timeColumn(descriptor: DescriptorExpr, input: LogicalNode, name: string): number {
  const column = must(descriptor.columns[0], 'time column')
  const index = input.columns.findIndex((c) => c.name === column.name)
  const type = input.columns[index]?.type
  if (type === undefined)
    throw sqlError('parse', 'unknown-identifier', `Unknown identifier '${column.name}'`, column.span)
  if (type.kind !== 'TIMESTAMP' && type.kind !== 'TIMESTAMP_LTZ') {
    const message = `The window function ${name} requires the timecol to be TIMESTAMP or TIMESTAMP_LTZ, but is ${typeText(type)}.`
    throw sqlError('parse', 'window-time-type', message, column.span)
  }
  return index
}

function columnIndex(expr: Expr, input: LogicalNode): number {
  const name = expr.kind === 'column' ? expr.parts.at(-1)?.name : undefined
  const index = input.columns.findIndex((c) => c.name === name)
  if (index < 0) throw sqlError('parse', 'unknown-identifier', `Unknown identifier '${name ?? ''}'`, expr.span)
  return index
}

function windowSpec(
  name: string,
  args: ReadonlyMap<string, Expr>,
  time: number,
  call: CallExpr,
  env: BindEnvironment,
): WindowSpec {
  const duration = (parameter: string): number => {
    const syntax = args.get(parameter)
    if (syntax === undefined) throw badArguments(call)
    if (syntax.kind !== 'interval' && UNKNOWN.has(syntax.kind))
      throw unsupported(`${name} with a size that is computed`, syntax.span)
    const bound = bindExpression(syntax, new RelationScope([]), plainContext(env, 'SELECT'))
    if (bound.type.kind === 'INTERVAL_YEAR_MONTH') return Number.NaN
    if (bound.type.kind !== 'INTERVAL_DAY_SECOND') throw badArguments(call)
    return Number(env.constant(bound))
  }
  const offset = args.has('OFFSET') ? duration('OFFSET') : 0
  const sizes = sizesOf(name, duration)
  const computed = [...args.values()].some((arg) => arg.kind === 'unary' || arg.kind === 'binary')
  const moves = args.has('OFFSET') && name !== 'SESSION'
  return {
    ...sizes,
    offset: moves ? offset : 0,
    time,
    ...(moves && { withOffset: true as const }),
    ...(computed && { computed: true as const }),
  }
}

function sizesOf(
  name: string,
  duration: (parameter: string) => number,
): Pick<WindowSpec, 'kind' | 'size' | 'slide' | 'gap'> {
  switch (name) {
    case 'TUMBLE':
      return { kind: 'TUMBLE', size: duration('SIZE') }
    case 'HOP':
      return { kind: 'HOP', size: duration('SIZE'), slide: duration('SLIDE') }
    case 'CUMULATE':
      return { kind: 'CUMULATE', size: duration('SIZE'), slide: duration('STEP') }
    default:
      return { kind: 'SESSION', size: 0, gap: duration('GAP') }
  }
}

/** Flink's planner wants its sizes as they are written; what it makes of these was not asked. */
const UNKNOWN: ReadonlySet<Expr['kind']> = new Set(['call', 'case', 'cast'])

/** What a window TVF gives out over a table. */
export function windowColumns(input: LogicalNode, time: number): readonly Column[] {
  const type = must(input.columns[time], 'time column').type as TemporalType
  const bound = notNull(timestamp(3))
  return [
    ...input.columns,
    { name: 'window_start', type: bound },
    { name: 'window_end', type: bound },
    { name: 'window_time', type: { ...notNull(type), precision: 3 } },
  ]
}
