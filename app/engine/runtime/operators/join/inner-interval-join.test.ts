import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { runOperator } from '../../testing-kit/run-operator.ts'
import { wholeRows } from '../../testing-kit/whole-rows.ts'
import { InnerIntervalJoin } from './inner-interval-join.ts'
import { IntervalJoin } from './interval-join.ts'

// Both sides: key, row time, number of the row.
const time = (row: Row): number | null => columnOf<number | null>(row, 1)
const hasNullKey = (row: Row): boolean => columnOf(row, 0) === null
const concat = (left: Row, right: Row): Row => rowOf([...valuesOf(left), ...valuesOf(right)])
const nothing = rowOf([null, null, null])

interface Bounds {
  readonly lower: number
  readonly upper: number
}

const run = (changelog: string, { lower, upper }: Bounds) => {
  const side = { columns: wholeRows, time, hasNullKey }
  const operator = new InnerIntervalJoin({ lower, upper, left: side, right: side, concat })
  return runOperator(operator, changelog, { keys: [0], inputs: 2, watermarks: true })
}

/** The join with a timer for each key, as Flink has it. */
const runByTimers = (changelog: string, { lower, upper }: Bounds) => {
  const operator = new IntervalJoin({
    lower,
    upper,
    cleanupDelay: 0,
    ordered: false,
    times: [time, time],
    hasNullKey: [hasNullKey, hasNullKey],
    concat,
    outer: [false, false],
    nulls: [nothing, nothing],
  })
  return runOperator(operator, changelog, { keys: [0], inputs: 2, watermarks: true })
}

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Rows of few keys, up to `disorder` out of order, some of them late; watermarks that jump. */
function changelogOf(seed: number, start: number, disorder: number): string {
  const next = numbers(seed)
  const lines: string[] = []
  let clock = start
  const watermarks = [start, start]
  for (let n = 0; n < 60; n++) {
    clock += next(4)
    const input = next(2)
    if (next(4) > 0) {
      const key = ['null', "'a'", "'b'", "'b'"][next(4)]
      lines.push(`${input}: +I ${key} ${clock - next(disorder + 1)} ${n}`)
      continue
    }
    watermarks[input] = Math.max(watermarks[input] as number, clock - next(disorder + 3))
    lines.push(`${input}: ~ ${watermarks[input]}`)
  }
  return [...lines, '0: ~ max', '1: ~ max'].join('\n')
}

describe('InnerIntervalJoin', () => {
  it('takes both bounds as within', () => {
    const rows = "1: +I 'a' 100 1\n+I 'a' 94 2\n+I 'a' 95 3\n+I 'a' 103 4\n+I 'a' 104 5"
    expect(run(rows, { lower: -5, upper: 3 }).out).toEqual(["+I 'a' 95 3 'a' 100 1", "+I 'a' 103 4 'a' 100 1"])
  })

  it('finds a match for a late row as long as the other one is there', () => {
    const bounds = { lower: -5, upper: 3 }
    expect(run("1: +I 'a' 100 1\n~ 102\n1: ~ 102\n+I 'a' 95 2", bounds).out).toContain("+I 'a' 95 2 'a' 100 1")
    expect(run("1: +I 'a' 100 1\n~ 104\n1: ~ 104\n+I 'a' 95 2", bounds).out).not.toContain("+I 'a' 95 2 'a' 100 1")
  })

  it('keeps a row that comes out of order as long as the earliest of its key', () => {
    const late = "+I 'a' 104 1\n+I 'a' 94 2\n~ 103\n1: ~ 103\n1: +I 'a' 99 3"
    expect(run(late, { lower: -5, upper: 3 }).out).toContain("+I 'a' 94 2 'a' 99 3")
  })

  it('forgets everything in the end', () => {
    const { host } = run(changelogOf(1, 1_000, 10), { lower: -5, upper: 3 })
    expect(host.entries).toBe(0)
  })

  for (const [what, start, disorder] of [
    ['rows in order', 1_000, 0],
    ['rows out of order', 1_000, 4],
    ['rows far out of order', 1_000, 30],
    ['rows around 1970', -40, 20],
  ] as const) {
    it(`joins ${what} as the join with timers does`, () => {
      let pairs = 0
      for (let seed = 1; seed <= 80; seed++) {
        const changelog = changelogOf(seed, start, disorder)
        for (const bounds of [
          { lower: -5, upper: 3 },
          { lower: 0, upper: 10 },
          { lower: -20, upper: -4 },
          { lower: 3, upper: 6 },
        ]) {
          const { out, host } = run(changelog, bounds)
          pairs += out.length
          expect([...out].sort(), changelog).toEqual([...runByTimers(changelog, bounds).out].sort())
          expect(host.entries).toBe(0)
        }
      }
      expect(pairs).toBeGreaterThan(1_000)
    })
  }
})
