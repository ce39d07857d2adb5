import { describe, expect, it } from 'vitest'
import { columnOf } from '../../testing-kit/changelog.ts'
import { runOperator } from '../../testing-kit/run-operator.ts'
import { noShift } from './time-shift.ts'
import { WindowDeduplicate } from './window-deduplicate.ts'

/** Rows are (key, time, window end, name). */
function run(keepLast: boolean, changelog: string) {
  const operator = new WindowDeduplicate({
    windowEnd: (row) => columnOf<number | null>(row, 2),
    shift: noShift,
    time: (row) => columnOf<number | null>(row, 1),
    keepLast,
  })
  return runOperator(operator, changelog, { keys: [0] })
}

const ROWS = "+I 'a' 5 10 'w'\n+I 'a' 3 10 'x'\n+I 'a' 3 10 'y'\n+I 'a' 5 10 'z'\n~ 8\n~ 9"

describe('WindowDeduplicate', () => {
  it('keeps the first row by time, of equal times the first to arrive', () => {
    expect(run(false, ROWS).out).toEqual(["+I 'a' 3 10 'x'"])
  })

  it('keeps the last row by time, of equal times the last to arrive', () => {
    expect(run(true, ROWS).out).toEqual(["+I 'a' 5 10 'z'"])
  })

  it('counts rows of a window that has fired', () => {
    const { out, host } = run(true, "~ 9\n+I 'a' 5 10 'w'\n~ max")
    expect(out).toEqual([])
    expect(host.late).toBe(1)
  })
})
