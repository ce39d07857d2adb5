import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import { BIGINT, INT } from '../../../types/construct-type.ts'
import type { Value } from '../../../types/value.ts'
import { aggregateFunctions } from '../../functions/aggregate/all.ts'
import type { AggregateCall } from '../bound.ts'
import { createExprCompiler } from './compiler.ts'

const span = { start: 0, end: 0 }
/** Columns: key, v BIGINT, w INT, f BOOLEAN. */
const [V, W, F] = [1, 2, 3]
const types = [INT, BIGINT, INT, { kind: 'BOOLEAN', nullable: true } as const]

function call(name: string, args: readonly number[], filter?: number): AggregateCall {
  const fn = must(aggregateFunctions.find((f) => f.name === name))
  const type = types[args[0] ?? 0] ?? INT
  return { fn, args, distinct: false, ...(filter === undefined ? {} : { filter }), type, name: 'r', span }
}

const noZone = { toInstant: (local: number) => local }

function groupOf(calls: readonly AggregateCall[], retracts = false) {
  const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0 })
  const handler = compiler.windowGroups(types, [0], calls, { retracts, properties: [] })
  const row = compiler.rowFromValues(types.length)
  const toValues = compiler.valuesFromRow(1 + calls.length)
  const group = handler.create(row([7, null, null, null]))
  return {
    handler,
    group,
    fields: Object.keys(group).length,
    add: (...values: readonly Value[]) => handler.accumulate(group, row([7, ...values])),
    takeBack: (...values: readonly Value[]) => handler.retract(group, row([7, ...values])),
    result: () => toValues(handler.result(group, 0, 0, noZone)).slice(1),
  }
}

describe('what several calls of a window keep', () => {
  it('is kept once: the rows of COUNT(*), the sum and number of SUM and AVG', () => {
    const alone = groupOf([call('AVG', [V])])
    const all = groupOf([call('COUNT', []), call('COUNT', [V]), call('SUM', [V]), call('AVG', [V])])
    expect(all.fields).toBe(alone.fields)
    all.add(5, null, null)
    all.add(null, null, null)
    all.add(8, null, null)
    expect(all.result()).toEqual([3, 2, 13, 6])
  })

  it('is kept apart for other columns and other filters', () => {
    const { add, result } = groupOf([call('SUM', [V]), call('SUM', [V], F), call('SUM', [W]), call('COUNT', [W])])
    add(1, 10, true)
    add(2, null, false)
    add(4, null, null)
    expect(result()).toEqual([7, 1, 10, 1])
  })

  it('wraps at 64 bits for both, and is NULL without a value', () => {
    const { add, result } = groupOf([call('SUM', [V]), call('AVG', [V])])
    add(null, null, null)
    expect(result()).toEqual([null, null])
    add(9223372036854775807n, null, null)
    add(1, null, null)
    expect(result()).toEqual([-9223372036854775808n, -4611686018427387904n])
  })

  it('wraps at the width of its column', () => {
    const { add, result } = groupOf([call('SUM', [W]), call('AVG', [W])])
    add(null, 2147483647, null)
    add(null, 1, null)
    expect(result()).toEqual([-2147483648, 1073741824])
  })

  it('goes back with the rows, to NULL when none is left', () => {
    const { add, takeBack, result } = groupOf([call('COUNT', []), call('SUM', [V]), call('AVG', [V])], true)
    add(5, null, null)
    add(8, null, null)
    takeBack(5, null, null)
    expect(result()).toEqual([1, 8, 8])
    takeBack(8, null, null)
    expect(result()).toEqual([0, null, null])
  })

  it('comes together where windows share slices', () => {
    const calls = [call('COUNT', []), call('SUM', [V]), call('AVG', [V])]
    const one = groupOf(calls)
    one.add(5, null, null)
    one.add(null, null, null)
    const all = one.handler.copyKey(one.group)
    one.handler.merge(all, one.group)
    one.handler.merge(all, one.group)
    expect(Object.values(all)).toEqual([7, 4, 10, 2])
  })
})
