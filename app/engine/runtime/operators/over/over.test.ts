import { describe, expect, it } from 'vitest'
import type { Accumulators, AggregateHandler } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { OrderedOver } from './ordered-over.ts'
import { RowtimeBoundedRangeOver } from './rowtime-bounded-range-over.ts'
import { RowtimeBoundedRowsOver } from './rowtime-bounded-rows-over.ts'
import { RowtimeUnboundedOver } from './rowtime-unbounded-over.ts'

/** SUM(c1) beside the row; c0 is the order. */
const add = (sign: number) => (accumulators: Accumulators, row: Row) => {
  ;(accumulators as never as { sum: number }).sum += sign * columnOf<number>(row, 1)
}
const handler: AggregateHandler = {
  create: () => ({ sum: 0 }) as never,
  accumulate: add(1),
  retract: add(-1),
  merge: () => undefined,
  result: (row, accumulators) =>
    rowOf([columnOf<number>(row, 0), columnOf<number>(row, 1), (accumulators as never as { sum: number }).sum]),
}
const order = (row: Row): number => columnOf<number>(row, 0)
const spec = { handler, time: order }

describe('OVER row time', () => {
  it('waits for the watermark, and sums rows of one time together in a RANGE', () => {
    const { out, host } = runOperator(
      new RowtimeUnboundedOver(spec, 'RANGE'),
      '+I 2 5\n+I 1 1\n+I 2 7\n~ 2\n+I 2 9\n~ max',
    )
    expect(out).toEqual(lines('+I 1 1 1\n+I 2 5 13\n+I 2 7 13'))
    expect(host.late).toBe(1)
  })

  it('sums row by row in ROWS', () => {
    const { out } = runOperator(new RowtimeUnboundedOver(spec, 'ROWS'), '+I 2 5\n+I 1 1\n+I 2 7\n~ 2')
    expect(out).toEqual(lines('+I 1 1 1\n+I 2 5 6\n+I 2 7 13'))
  })

  it('keeps a row behind the watermark if its key has sent nothing so late', () => {
    const { out, host } = runOperator(new RowtimeBoundedRowsOver(spec, 1), '+I 1 1\n~ 9\n+I 5 2\n+I 1 3\n~ 10')
    expect(out).toEqual(lines('+I 1 1 1\n+I 5 2 3'))
    expect(host.late).toBe(1)
  })

  it('drops rows up to 1970 in bounded frames', () => {
    expect(runOperator(new RowtimeBoundedRowsOver(spec, 1), '+I 0 1\n~ max').host.late).toBe(1)
  })

  it('forgets a key after one and a half ranges, and then takes very late rows', () => {
    const { out } = runOperator(new RowtimeBoundedRangeOver(spec, 4), '+I 10 1\n~ 30\n+I 5 2\n~ 31')
    expect(out).toEqual(lines('+I 10 1 1\n+I 5 2 2'))
  })
})

describe('OVER another order', () => {
  const operator = (unit: 'ROWS' | 'RANGE') =>
    new OrderedOver({ handler, compare: (a, b) => order(a) - order(b), sameRow: (a, b) => order(a) === order(b) }, unit)

  it('inserts the new row and updates those behind it', () => {
    expect(runOperator(operator('ROWS'), '+I 2 5\n+I 1 1').out).toEqual(lines('+I 2 5 5\n+I 1 1 1\n-U 2 5 5\n+U 2 5 6'))
  })

  it('tells peers of a range before the new row', () => {
    expect(runOperator(operator('RANGE'), '+I 2 5\n+I 2 1').out).toEqual(
      lines('+I 2 5 5\n-U 2 5 5\n+U 2 5 6\n+I 2 1 6'),
    )
  })

  it('stops where the accumulators stay the same', () => {
    expect(runOperator(operator('ROWS'), '+I 2 5\n+I 1 0').out).toEqual(lines('+I 2 5 5\n+I 1 0 0'))
  })

  it('answers -U with -D', () => {
    expect(runOperator(operator('ROWS'), '+I 1 1\n+I 2 5\n-U 1 1').out).toEqual(
      lines('+I 1 1 1\n+I 2 5 6\n-D 1 1 1\n-U 2 5 6\n+U 2 5 5'),
    )
  })
})
