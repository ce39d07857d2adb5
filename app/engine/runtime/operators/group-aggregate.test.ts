import { describe, expect, it } from 'vitest'
import type { Group, GroupHandler } from '../../compiled.ts'
import { columnOf, rowOf } from '../testing-kit/changelog.ts'
import { lines, runOperator } from '../testing-kit/run-operator.ts'
import { GroupAggregate } from './group-aggregate.ts'

interface Sum {
  readonly key: string
  rows: number
  sum: number
}
const open = (group: Group): Sum => group as never

/** SUM(c1) GROUP BY c0. */
const sums: GroupHandler = {
  create: (row) => ({ key: columnOf<string>(row, 0), rows: 0, sum: 0 }) as never,
  accumulate: (group, row) => {
    group.rows++
    open(group).sum += columnOf<number>(row, 1)
  },
  retract: (group, row) => {
    group.rows--
    open(group).sum -= columnOf<number>(row, 1)
  },
  result: (group) => rowOf([open(group).key, open(group).sum]),
  lastResult: (group) => rowOf([open(group).key, open(group).sum]),
  sameResult: (a, b) => columnOf(a, 1) === columnOf(b, 1),
}

function run(changelog: string, updateBefore = true) {
  return runOperator(new GroupAggregate({ handler: sums, updateBefore }), changelog, { keys: [0] })
}

describe('GroupAggregate', () => {
  it('inserts the first result of a key and updates it with -U and +U', () => {
    const { out } = run(`
      +I 'a' 1
      +I 'b' 5
      +I 'a' 2`)
    expect(out).toEqual(
      lines(`
      +I 'a' 1
      +I 'b' 5
      -U 'a' 1
      +U 'a' 3`),
    )
  })

  it('sends no -U when the consumer does not want it', () => {
    const { out } = run("+I 'a' 1\n+I 'a' 2", false)
    expect(out).toEqual(["+I 'a' 1", "+U 'a' 3"])
  })

  it('sends nothing when the result stays the same', () => {
    expect(run("+I 'a' 1\n+I 'a' 0").out).toEqual(["+I 'a' 1"])
  })

  it('deletes the result when the last row of the group is taken back, and starts anew', () => {
    const { out, host } = run(`
      +I 'a' 1
      -U 'a' 1
      +U 'a' 4
      -D 'a' 4`)
    expect(out).toEqual(
      lines(`
      +I 'a' 1
      -D 'a' 1   # the group was empty between -U and +U
      +I 'a' 4
      -D 'a' 4`),
    )
    expect(host.entries).toBe(0)
  })

  it('swallows what is taken back from a group that does not exist', () => {
    expect(run("-D 'a' 1\n+I 'a' 2").out).toEqual(["+I 'a' 2"])
  })

  it('counts any row taken back from a group that does exist', () => {
    expect(run("+I 'a' 1\n-D 'a' 7").out).toEqual(["+I 'a' 1", "-D 'a' 1"])
  })

  it('keeps NULL as a group of its own', () => {
    expect(run('+I null 1\n+I null 2').out).toEqual(['+I null 1', '-U null 1', '+U null 3'])
  })
})
