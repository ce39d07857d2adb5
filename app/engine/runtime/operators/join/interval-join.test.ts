import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { IntervalJoin } from './interval-join.ts'

// Both sides: key, row time. The left row is at most 5 ms before and 3 ms after the right one.
const time = (row: Row): number | null => columnOf<number | null>(row, 1)
const noNull = (): boolean => false
const concat = (left: Row, right: Row): Row => rowOf([...valuesOf(left), ...valuesOf(right)])
const nothing = rowOf([null, null])

function run(changelog: string, outer: readonly [boolean, boolean] = [false, false]) {
  const operator = new IntervalJoin({
    lower: -5,
    upper: 3,
    cleanupDelay: 0,
    ordered: false,
    times: [time, time],
    hasNullKey: [noNull, noNull],
    concat,
    outer,
    nulls: [nothing, nothing],
  })
  return runOperator(operator, changelog, { keys: [0], inputs: 2, watermarks: true })
}

describe('IntervalJoin', () => {
  it('takes both bounds as within', () => {
    const { out } = run("1: +I 'a' 100\n+I 'a' 94\n+I 'a' 95\n+I 'a' 103\n+I 'a' 104")
    expect(out).toEqual(["+I 'a' 95 'a' 100", "+I 'a' 103 'a' 100"])
  })

  it('pads a row when the watermark has left its last match behind, and holds the watermark back', () => {
    const { out, host } = run("+I 'a' 100\n1: ~ 200\n~ 105\n~ 106", [true, false])
    expect(out).toEqual(
      lines(`
      ~ 100
      +I 'a' 100 null null
      ~ 101`),
    )
    expect(host.entries).toBe(0)
  })

  it('pads a late row without a match at once', () => {
    expect(run("~ 500\n1: ~ 500\n+I 'a' 100", [true, false]).out).toEqual(['~ 495', "+I 'a' 100 null null"])
  })
})
