import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { AppendTopN, type AppendTopNSpec, type TopNSpec } from './append-top-n.ts'
import { KeepFirstRow } from './keep-first-row.ts'
import { RetractTopN } from './retract-top-n.ts'
import { TopOne } from './top-one.ts'

const value = (row: Row): number => columnOf<number>(row, 1)
const compare = (a: Row, b: Row): number => value(a) - value(b)
const sameRow = (a: Row, b: Row): boolean => columnOf(a, 0) === columnOf(b, 0) && value(a) === value(b)
const withRank = (row: Row, rank: number): Row => rowOf([columnOf<string>(row, 0), value(row), rank])

const top2: TopNSpec = { start: 1, capacity: 2, endOf: () => 2, compare, updateBefore: true }

/** Sorts by halves: rows of one half are told apart by `compare`. */
const lead = (row: Row): number => Math.floor(value(row) / 2)
const append2: AppendTopNSpec = { ...top2, lead, rankedLead: lead }
const numbered2: AppendTopNSpec = { ...append2, withRank, withOtherRank: withRank }

describe('AppendTopN', () => {
  it('moves every row behind the new one by a rank, and inserts the last', () => {
    const { out } = runOperator(new AppendTopN(numbered2), "+I 'a' 5\n+I 'b' 3\n+I 'c' 4")
    expect(out).toEqual(
      lines(`
      +I 'a' 5 1
      -U 'a' 5 1
      +U 'b' 3 1
      +I 'a' 5 2
      -U 'a' 5 2
      +U 'c' 4 2`),
    )
  })

  it('puts a row behind those that sort alike, and drops it where they fill the ranks', () => {
    const { out } = runOperator(new AppendTopN(numbered2), "+I 'a' 5\n+I 'b' 5\n+I 'c' 5\n+I 'd' 4\n+I 'e' 5")
    expect(out).toEqual(
      lines(`
      +I 'a' 5 1
      +I 'b' 5 2
      -U 'a' 5 1
      +U 'd' 4 1
      -U 'b' 5 2
      +U 'a' 5 2`),
    )
  })

  it('sends nothing of a partition whose first row names no rank', () => {
    const { out } = runOperator(new AppendTopN({ ...append2, endOf: () => 0, capacity: 100 }), "+I 'a' 5\n+I 'b' 3")
    expect(out).toEqual([])
  })

  it('without ranks deletes what falls out and inserts what comes in', () => {
    const { out } = runOperator(new AppendTopN(append2), "+I 'a' 5\n+I 'b' 3\n+I 'c' 4\n+I 'd' 9")
    expect(out).toEqual(lines("+I 'a' 5\n+I 'b' 3\n-D 'a' 5\n+I 'c' 4"))
  })
})

describe('RetractTopN', () => {
  it('lets the next row move up when one is taken back', () => {
    const { out, host } = runOperator(
      new RetractTopN({ ...top2, sameRow }),
      "+I 'a' 5\n+I 'b' 3\n+I 'c' 4\n-D 'b' 3\n-D 'a' 5\n-D 'c' 4",
    )
    expect(out).toEqual(lines("+I 'a' 5\n+I 'b' 3\n-D 'a' 5\n+I 'c' 4\n-D 'b' 3\n+I 'a' 5\n-D 'a' 5\n-D 'c' 4"))
    expect(host.entries).toBe(0)
  })

  it('counts a row that was never there against those that sort alike, as Flink does', () => {
    const { out } = runOperator(
      new RetractTopN({ ...top2, sameRow, withRank }),
      "+I 'a' 5\n+I 'b' 3\n+I 'c' 4\n-D 'x' 4\n+I 'd' 1",
    )
    expect(out.slice(-4)).toEqual(lines("-U 'b' 3 1\n+U 'd' 1 1\n-U 'a' 5 2\n+U 'b' 3 2"))
  })
})

describe('RetractTopN up to a rank that rows name', () => {
  it('keeps the rank of the first row of a partition also when all rows have gone', () => {
    const endOf = (row: Row): number => columnOf<number>(row, 1)
    const { out } = runOperator(
      new RetractTopN({ ...top2, endOf, sameRow, keepsEnd: true }),
      "+I 'a' 2\n-D 'a' 2\n+I 'b' 1\n+I 'c' 5",
    )
    expect(out).toEqual(lines("+I 'a' 2\n-D 'a' 2\n+I 'b' 1\n+I 'c' 5"))
  })
})

describe('TopOne', () => {
  it('updates the best row, and keeps the first of equal ones', () => {
    const { out } = runOperator(new TopOne({ compare, updateBefore: false }), "+I 'a' 5\n+I 'b' 5\n+I 'c' 4")
    expect(out).toEqual(lines("+I 'a' 5\n+U 'c' 4"))
  })
})

describe('KeepFirstRow', () => {
  it('sends the first row when the watermark has reached it; a row before the watermark is late', () => {
    const { out, host } = runOperator(
      new KeepFirstRow(value),
      "+I 'a' 5\n+I 'a' 3\n~ 3\n+I 'a' 2\n+I 'b' 3\n+I 'b' 2\n~ max",
      { keys: [0] },
    )
    expect(out).toEqual(lines("+I 'a' 3\n+I 'b' 3"))
    expect(host.late).toBe(2)
  })
})
