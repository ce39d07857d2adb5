import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { noShift } from './time-shift.ts'
import { WindowJoin, type WindowJoinOutput } from './window-join.ts'

const concat = (left: Row, right: Row): Row => rowOf([...valuesOf(left), ...valuesOf(right)])
const joined = (left: boolean, right: boolean): WindowJoinOutput => ({
  kind: 'joined',
  concat,
  outer: [left, right],
  nulls: [rowOf([null, null, null]), rowOf([null, null, null])],
})

/** Rows are (key, value, window end); the left value must be less than the right one. */
function run(output: WindowJoinOutput, changelog: string) {
  const end = (row: Row) => columnOf<number | null>(row, 2)
  const isNull = (row: Row) => columnOf(row, 0) === null
  const operator = new WindowJoin({
    ends: [end, end],
    shift: noShift,
    condition: (left, right) => columnOf<number>(left, 1) < columnOf<number>(right, 1),
    hasNullKey: [isNull, isNull],
    output,
  })
  return runOperator(operator, changelog, { keys: [0], inputs: 2 })
}

const ROWS = `
  +I 'a' 1 10
  1: +I 'a' 2 10
  +I 'a' 5 10
  1: +I 'b' 1 10
  +I 'a' 1 20
  ~ 9
  1: ~ 9`

describe('WindowJoin', () => {
  it('joins the rows of a window when both watermarks have reached its end', () => {
    expect(run(joined(false, false), ROWS).out).toEqual(["+I 'a' 1 10 'a' 2 10"])
  })

  it('pads the rows of an outer side that match nothing in their window', () => {
    expect(run(joined(true, false), ROWS).out).toEqual(
      lines(`
        +I 'a' 1 10 'a' 2 10
        +I 'a' 5 10 null null null`),
    )
    expect(run(joined(false, true), ROWS).out).toEqual(
      lines(`
        +I 'a' 1 10 'a' 2 10
        +I null null null 'b' 1 10`),
    )
  })

  it('gives left rows that match, or those that do not', () => {
    expect(run({ kind: 'left', anti: false }, ROWS).out).toEqual(["+I 'a' 1 10"])
    expect(run({ kind: 'left', anti: true }, ROWS).out).toEqual(["+I 'a' 5 10"])
  })

  it('matches no NULL key', () => {
    expect(run(joined(false, false), '+I null 1 10\n1: +I null 2 10\n~ 9\n1: ~ 9').out).toEqual([])
  })

  it('drops late rows without counting them, and forgets windows that have fired', () => {
    const { out, host } = run(joined(true, true), "~ 9\n1: ~ 9\n+I 'a' 1 10\n1: +I 'a' 2 10\n~ max\n1: ~ max")
    expect(out).toEqual([])
    expect(host.late).toBe(0)
    expect(host.entries).toBe(0)
  })
})
