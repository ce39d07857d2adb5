import { describe, expect, it } from 'vitest'
import { columnOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { sumHandler } from '../../testing-kit/sum-handler.ts'
import { cumulating, hopping, type SliceAssigner, tumbling } from './slice-assigner.ts'
import { SliceWindowAggregate, type SliceWindowSpec } from './slice-window-aggregate.ts'
import { noShift } from './time-shift.ts'

/** Rows are (key, value, time); results (key, count, sum, summands, window start, window end). */
function run(slices: SliceAssigner, changelog: string, spec: Partial<SliceWindowSpec> = {}) {
  const operator = new SliceWindowAggregate({
    handler: sumHandler([0], 1),
    slices,
    time: (row) => columnOf<number | null>(row, 2),
    shift: noShift,
    retracts: false,
    ...spec,
  })
  return runOperator(operator, changelog, { keys: [0], watermarks: true })
}

describe('SliceWindowAggregate', () => {
  it('fires a tumbling window at the last millisecond before its end, before the watermark goes on', () => {
    const { out, host } = run(
      tumbling(10, 0),
      `
      +I 'a' 1 3
      +I 'a' 2 9
      ~ 8
      +I 'a' 4 12
      ~ 9
      ~ max`,
    )
    expect(out).toEqual(
      lines(`
      ~ 8
      +I 'a' 2 3 '1+2' 0 10
      ~ 9
      +I 'a' 1 4 '4' 10 20
      ~ max`),
    )
    expect(host.entries).toBe(0)
  })

  it('drops and counts a row whose window has fired', () => {
    const { out, host } = run(tumbling(10, 0), "~ 9\n+I 'a' 1 9\n+I 'a' 2 10\n~ max")
    expect(out).toEqual(['~ 9', "+I 'a' 1 2 '2' 10 20", '~ max'])
    expect(host.late).toBe(1)
  })

  it('rounds times before 1970 down', () => {
    expect(run(tumbling(10, 0), "+I 'a' 1 -1\n~ max").out).toEqual(["+I 'a' 1 1 '1' -10 0", '~ max'])
  })

  it('shifts windows by the offset', () => {
    expect(run(tumbling(10, 3), "+I 'a' 1 2\n+I 'a' 2 3\n~ 12").out).toEqual([
      "+I 'a' 1 1 '1' -7 3",
      "+I 'a' 1 2 '2' 3 13",
      '~ 12',
    ])
  })

  it('puts a row in every hopping window that holds it, merging slices newest first', () => {
    const { out, host } = run(hopping(20, 10, 0), "+I 'a' 1 5\n+I 'a' 2 15\n~ max")
    expect(out).toEqual(
      lines(`
      +I 'a' 1 1 '1' -10 10
      +I 'a' 2 3 '2+1' 0 20
      +I 'a' 1 2 '2' 10 30
      ~ max`),
    )
    expect(host.entries).toBe(0)
  })

  it('counts a partly late row in the windows that have not fired', () => {
    const { out, host } = run(hopping(20, 10, 0), "+I 'b' 9 5\n~ 12\n+I 'a' 1 5\n~ max")
    expect(out).toEqual(
      lines(`
      +I 'b' 1 9 '9' -10 10
      ~ 12
      +I 'b' 1 9 '9' 0 20
      +I 'a' 1 1 '1' 0 20
      ~ max`),
    )
    expect(host.late).toBe(0)
  })

  it('cumulates up to the size, also through steps without rows', () => {
    const { out, host } = run(cumulating(30, 10, 0), "+I 'a' 1 5\n+I 'a' 2 25\n~ max")
    expect(out).toEqual(
      lines(`
      +I 'a' 1 1 '1' 0 10
      +I 'a' 1 1 '1' 0 20
      +I 'a' 2 3 '1+2' 0 30
      ~ max`),
    )
    expect(host.entries).toBe(0)
  })

  it('adds a partly late row to the cumulated windows to come', () => {
    const { out } = run(cumulating(30, 10, 0), "+I 'a' 1 5\n~ 10\n+I 'a' 4 6\n~ max")
    expect(out).toEqual(
      lines(`
      +I 'a' 1 1 '1' 0 10
      ~ 10
      +I 'a' 2 5 '1+4' 0 20
      +I 'a' 2 5 '1+4' 0 30
      ~ max`),
    )
  })

  it('sends nothing of a window whose rows were all taken back', () => {
    const { out } = run(tumbling(10, 0), "+I 'a' 1 5\n-D 'a' 1 5\n~ max", { retracts: true })
    expect(out).toEqual(['~ max'])
  })

  it('counts late rows of one key and slice once per step where Flink aggregates in two phases', () => {
    const { host } = run(tumbling(10, 0), "~ 50\n+I 'a' 1 5\n+I 'a' 1 6\n+I 'b' 1 5", {
      twoPhase: { rowsLead: false, nextTrigger: (w) => w + 1 },
    })
    expect(host.late).toBe(3)
  })

  it('fails on a row without time', () => {
    expect(() => run(tumbling(10, 0), "+I 'a' 1 null")).toThrow('RowTime field should not be null')
  })

  it('fires processing-time windows by the clock', () => {
    const operator = new SliceWindowAggregate({
      handler: sumHandler([0], 1),
      slices: tumbling(10, 0),
      shift: noShift,
      retracts: false,
    })
    const { out } = runOperator(operator, "@ 4\n+I 'a' 1\n@ 8\n+I 'a' 2\n@ 9", { keys: [0] })
    expect(out).toEqual(["+I 'a' 2 3 '1+2' 0 10"])
  })
})
