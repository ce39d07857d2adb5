import { describe, expect, it } from 'vitest'
import { columnOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { sumHandler } from '../../testing-kit/sum-handler.ts'
import { SessionWindowAggregate } from './session-window-aggregate.ts'
import { noShift } from './time-shift.ts'

/** Gap 5; rows are (key, value, time). */
function run(changelog: string, ordered: boolean) {
  const operator = new SessionWindowAggregate({
    handler: sumHandler([0], 1),
    gap: 5,
    time: (row) => columnOf<number | null>(row, 2),
    shift: noShift,
    retracts: false,
    ordered,
  })
  return runOperator(operator, changelog, { keys: [0] })
}

describe.each([true, false])('SessionWindowAggregate (timers in order: %s)', (ordered) => {
  const runOrdered = (changelog: string) => run(changelog, ordered)

  it('ends one gap after the last row', () => {
    expect(runOrdered("+I 'a' 1 10\n+I 'a' 2 13\n~ 16\n~ 17").out).toEqual(["+I 'a' 2 3 '1+2' 10 18"])
  })

  it('joins rows exactly one gap apart', () => {
    expect(runOrdered("+I 'a' 1 10\n+I 'a' 2 15\n~ max").out).toEqual(["+I 'a' 2 3 '1+2' 10 20"])
  })

  it('merges two sessions when a row comes between them', () => {
    const { out, host } = runOrdered("+I 'a' 1 10\n+I 'a' 2 18\n+I 'a' 4 14\n~ max")
    expect(out).toEqual(["+I 'a' 3 7 '1+2+4' 10 23"])
    expect(host.entries).toBe(0)
  })

  it('rescues a late row that touches an open session', () => {
    const { out, host } = runOrdered("+I 'a' 1 10\n~ 12\n+I 'a' 2 6\n+I 'b' 3 6\n~ max")
    expect(out).toEqual(lines("+I 'a' 2 3 '1+2' 6 15"))
    expect(host.late).toBe(1)
  })

  it('stays open while it grows, and closes with the watermark that passes all of it', () => {
    const { out, host } = runOrdered(
      "+I 'a' 1 10\n~ 12\n+I 'a' 2 14\n~ 16\n+I 'a' 4 18\n~ 21\n~ 22\n+I 'a' 8 40\n~ max",
    )
    expect(out).toEqual(["+I 'a' 3 7 '1+2+4' 10 23", "+I 'a' 1 8 '8' 40 45"])
    expect(host.entries).toBe(0)
  })

  it('takes in a session that waits for its own end', () => {
    const { out, host } = runOrdered("+I 'a' 1 10\n+I 'a' 2 20\n+I 'a' 4 23\n+I 'b' 8 20\n~ 14\n+I 'a' 16 15\n~ max")
    expect([...out].sort()).toEqual(["+I 'a' 1 1 '1' 10 15", "+I 'a' 3 22 '2+4+16' 15 28", "+I 'b' 1 8 '8' 20 25"])
    expect(host.entries).toBe(0)
  })
})
