import { describe, expect, it } from 'vitest'
import { columnOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { sumHandler } from '../../testing-kit/sum-handler.ts'
import { GroupWindowAggregate } from './group-window-aggregate.ts'
import { noShift } from './time-shift.ts'
import type { EmitStrategy } from './window-trigger.ts'

/** Rows are (key, value, time). */
function run(size: number, slide: number, changelog: string, emit: EmitStrategy = { allowLateness: 0 }) {
  const operator = new GroupWindowAggregate({
    handler: sumHandler([0], 1),
    size,
    slide,
    time: (row) => columnOf<number>(row, 2),
    shift: noShift,
    retracts: true,
    emit,
    updates: emit.earlyDelay !== undefined || emit.lateDelay !== undefined,
  })
  return runOperator(operator, changelog, { keys: [0] })
}

describe('GroupWindowAggregate', () => {
  it('merges panes oldest first', () => {
    const { out, host } = run(20, 10, "+I 'a' 1 5\n+I 'a' 2 15\n~ 19\n~ max")
    expect(out).toEqual(
      lines(`
        +I 'a' 1 1 '1' -10 10
        +I 'a' 2 3 '1+2' 0 20
        +I 'a' 1 2 '2' 10 30`),
    )
    expect(host.entries).toBe(0)
  })

  it('hops by a slide that is no part of the size', () => {
    const { out, host } = run(15, 10, "+I 'a' 1 12\n+I 'a' 2 17\n~ max")
    expect(out).toEqual(["+I 'a' 1 1 '1' 0 15", "+I 'a' 2 3 '1+2' 10 25"])
    expect(host.entries).toBe(0)
  })

  it('counts a row between windows as late once the window before it has fired', () => {
    const { out, host } = run(5, 10, "+I 'a' 1 7\n~ 4\n+I 'a' 1 7\n+I 'a' 2 14\n~ max")
    expect(out).toEqual(["+I 'a' 1 2 '2' 10 15"])
    expect(host.late).toBe(1)
    expect(host.entries).toBe(0)
  })

  it('sends a result for every row before the end, and nothing at the end if it is unchanged', () => {
    const { out } = run(10, 10, "+I 'a' 1 1\n+I 'a' 2 2\n~ 9", { earlyDelay: 0, allowLateness: 0 })
    expect(out).toEqual(
      lines(`
        +I 'a' 1 1 '1' 0 10
        -U 'a' 1 1 '1' 0 10
        +U 'a' 2 3 '1+2' 0 10`),
    )
  })

  it('sends a result for every late row that is allowed', () => {
    const { out, host } = run(10, 10, "+I 'a' 1 1\n~ 9\n+I 'a' 2 2\n~ 13\n+I 'a' 4 2\n~ 14\n+I 'a' 8 2", {
      lateDelay: 0,
      allowLateness: 5,
    })
    expect(out).toEqual(
      lines(`
        +I 'a' 1 1 '1' 0 10
        -U 'a' 1 1 '1' 0 10
        +U 'a' 2 3 '1+2' 0 10
        -U 'a' 2 3 '1+2' 0 10
        +U 'a' 3 7 '1+2+4' 0 10`),
    )
    expect(host.late).toBe(1)
    expect(host.entries).toBe(0)
  })

  it('takes its result back when its last row is taken back', () => {
    const { out } = run(10, 10, "+I 'a' 1 1\n-D 'a' 1 1\n~ 9", { earlyDelay: 0, allowLateness: 0 })
    expect(out).toEqual(["+I 'a' 1 1 '1' 0 10", "-D 'a' 1 1 '1' 0 10"])
  })

  it('sends early results once a delay, counted from the first row after the last one', () => {
    const { out } = run(10, 10, "@ 100\n+I 'a' 1 1\n+I 'a' 2 2\n@ 104\n@ 105\n@ 120\n+I 'a' 4 3\n@ 125", {
      earlyDelay: 5,
      allowLateness: 0,
    })
    expect(out).toEqual(
      lines(`
        +I 'a' 2 3 '1+2' 0 10
        -U 'a' 2 3 '1+2' 0 10
        +U 'a' 3 7 '1+2+4' 0 10`),
    )
  })
})
