import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { RankedPartition } from './ranked-partition.ts'

const value = (row: Row): number => columnOf<number>(row, 0)
const compare = (a: Row, b: Row): number => value(a) - value(b)
/** Tells tens apart, and leaves the rest to `compare`. */
const lead = (row: Row): number => Math.floor(value(row) / 10)

function partitionOf(end: number, values: readonly number[]): RankedPartition {
  const partition = new RankedPartition(end, end)
  for (const row of values.map((v) => rowOf([v]))) {
    if (partition.excludes(row, lead(row), compare)) continue
    partition.rows.splice(partition.placeOf(row, compare), 0, row)
    partition.rows.length = Math.min(partition.rows.length, end)
    partition.look(lead)
  }
  return partition
}

describe('RankedPartition', () => {
  it('keeps the first rows in order, whatever their leads leave open', () => {
    const values = [55, 12, 58, 51, 19, 99, 12, 11, 57]
    expect(partitionOf(5, values).rows.map(value)).toEqual([11, 12, 12, 19, 51])
  })

  it('excludes nothing before all ranks are taken', () => {
    const partition = partitionOf(3, [10, 11])
    expect(partition.excludes(rowOf([999]), 99, compare)).toBe(false)
  })

  it('excludes what sorts like the last row, as it came later', () => {
    const partition = partitionOf(2, [10, 20])
    expect(partition.excludes(rowOf([20]), 2, compare)).toBe(true)
    expect(partition.excludes(rowOf([19]), 1, compare)).toBe(false)
  })
})
