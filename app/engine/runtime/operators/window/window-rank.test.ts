import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { noShift } from './time-shift.ts'
import { WindowRank } from './window-rank.ts'

/** Rows are (key, value, window end), ranked by value. */
function run(start: number, end: number, numbered: boolean, changelog: string) {
  const operator = new WindowRank({
    windowEnd: (row) => columnOf<number | null>(row, 2),
    shift: noShift,
    compare: (a, b) => columnOf<number>(a, 1) - columnOf<number>(b, 1),
    start,
    end,
    ...(numbered && { withRank: (row: Row, rank: number) => rowOf([...valuesOf(row), rank]) }),
  })
  return runOperator(operator, changelog, { keys: [0] })
}

describe('WindowRank', () => {
  it('sends the ranks asked for when the window fires', () => {
    const rows = "+I 'a' 3 10\n+I 'a' 1 10\n+I 'a' 2 10\n+I 'a' 0 20\n~ 8\n~ 9"
    expect(run(1, 2, true, rows).out).toEqual(lines("+I 'a' 1 10 1\n+I 'a' 2 10 2"))
    expect(run(2, 3, false, rows).out).toEqual(lines("+I 'a' 2 10\n+I 'a' 3 10"))
  })

  it('keeps one of equal rows where there is room for one', () => {
    expect(run(1, 1, false, "+I 'a' 1 10\n+I 'a' 1 10\n+I 'a' 2 10\n~ max").out).toEqual(["+I 'a' 1 10"])
  })

  it('counts late rows and frees windows that have fired', () => {
    const { out, host } = run(1, 2, false, "+I 'a' 1 10\n~ 9\n+I 'a' 0 10\n~ max")
    expect(out).toEqual(["+I 'a' 1 10"])
    expect(host.late).toBe(1)
    expect(host.entries).toBe(0)
  })
})
