import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { runOperator } from '../../testing-kit/run-operator.ts'
import { TemporalJoin } from './temporal-join.ts'

// Both sides: key, row time; the right one with a value.
const time = (row: Row): number | null => columnOf<number | null>(row, 1)

function run(changelog: string) {
  const operator = new TemporalJoin({
    leftTime: time,
    rightTime: time,
    hasNullKey: () => false,
    concat: (left, right) => rowOf([...valuesOf(left), ...valuesOf(right)]),
    outer: true,
    noRight: rowOf([null, null, null]),
  })
  return runOperator(operator, changelog, { keys: [0], inputs: 2 })
}

describe('TemporalJoin', () => {
  it('answers when the watermark reaches the row, with the last version that is not newer', () => {
    const { out } = run("1: +I 'a' 1 10\n1: +U 'a' 5 20\n+I 'a' 4\n+I 'a' 5\n~ 9\n1: ~ 4\n1: ~ 9")
    expect(out).toEqual(["+I 'a' 4 'a' 1 10", "+I 'a' 5 'a' 5 20"])
  })

  it('finds nothing from the time on at which a version was deleted', () => {
    expect(run("1: +I 'a' 1 10\n1: -D 'a' 3 10\n+I 'a' 3\n~ 9\n1: ~ 9").out).toEqual(["+I 'a' 3 null null null"])
  })

  it('shows a late row only the versions that are still kept', () => {
    const { out } = run("1: +I 'a' 1 10\n1: +U 'a' 5 20\n~ 9\n1: ~ 9\n+I 'a' 2\n~ 12\n1: ~ 12")
    expect(out).toEqual(["+I 'a' 2 null null null"])
  })
})
