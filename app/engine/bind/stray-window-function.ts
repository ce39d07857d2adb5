import { assert } from '../../base/assert.ts'
import type { CallExpr } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { notNull, timestamp } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isInterval, isTimestamp } from '../../types/type-family.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { planFailure } from './expression/plan-failure.ts'

/** TUMBLE(ts, …) in GROUP BY and its companions TUMBLE_START, …: the group windows of old. */
export const isGroupWindowFunction = (name: string): boolean =>
  /^(TUMBLE|HOP|SESSION)(_START|_END|_ROWTIME|_PROCTIME)?$/.test(name)

/**
 * TUMBLE_START and its like where no query groups by their window: Flink gives them a type, and fails
 * when it comes to computing them.
 */
export function strayWindowFunction(name: string, call: CallExpr, bind: () => readonly BoundExpr[]): BoundExpr {
  const [window, property] = name.split('_')
  const { span } = call
  if (property === undefined) {
    const message = `Group function '$${name}' can only appear in GROUP BY clause`
    throw sqlError('parse', 'group-window-place', message, span)
  }
  const intervals = window === 'HOP' ? 2 : 1
  if (call.args.length < intervals + 1 || call.args.length > intervals + 2) {
    const message = `Invalid number of arguments to function '${name}'. Was expecting ${intervals + 1} arguments`
    throw sqlError('parse', 'group-window-arguments', message, span)
  }
  if (call.args.length > intervals + 1) throw unsupported(`${name} with an offset`, span)
  const args = bind()
  const [time, ...sizes] = args.map((arg) => arg.type)
  if (time === undefined || !isTimestamp(time) || !sizes.every(isInterval)) {
    if (time?.kind === 'DATE' || time?.kind === 'TIME') throw unsupported(`${name} of a ${time.kind}`, span)
    throw sqlError('parse', 'group-window-arguments', `Cannot apply '${name}' to arguments of these types`, span)
  }
  const failure = sqlError('plan', 'group-window-place', `Unsupported call: ${name}`, span)
  const failing = planFailure(failure, propertyType(property, time), span)
  assert(failing.kind === 'call' && failing.fn.kind === 'scalar', 'a call that fails')
  // it depends on its row: where nothing reads it, it goes, and nothing fails
  return { ...failing, fn: { ...failing.fn, deterministic: true }, args }
}

const propertyType = (property: string, time: LogicalType): LogicalType =>
  property === 'START' || property === 'END' ? notNull(timestamp(3)) : time
