import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { lines, runOperator } from '../../testing-kit/run-operator.ts'
import { RegularJoin } from './regular-join.ts'
import { SemiAntiJoin } from './semi-anti-join.ts'

// Both sides: key, value. Rows are told apart as a whole.
const side = {
  identity: (row: Row) => valuesOf(row).join(),
  unique: false,
  hasNullKey: (row: Row) => columnOf(row, 0) === null,
}
const concat = (left: Row, right: Row): Row => rowOf([...valuesOf(left), ...valuesOf(right)])
const nothing = rowOf([null, null])

function join(changelog: string, leftOuter = false, rightOuter = false) {
  const spec = { left: side, right: side, concat, leftOuter, rightOuter, noLeft: nothing, noRight: nothing }
  return runOperator(new RegularJoin(spec), changelog, { keys: [0], inputs: 2 })
}

const semi = (changelog: string, anti: boolean) =>
  runOperator(new SemiAntiJoin({ left: side, right: side, anti }), changelog, { keys: [0], inputs: 2 })

describe('RegularJoin', () => {
  it('gives the matches of an inner join the kind of the row that arrived', () => {
    const { out } = join("+I 'a' 1\n1: +U 'a' 10\n1: -U 'a' 10")
    expect(out).toEqual(["+U 'a' 1 'a' 10", "-U 'a' 1 'a' 10"])
  })

  it('takes the padding back for the first match and restores it after the last', () => {
    const { out, host } = join("+I 'a' 1\n1: +I 'a' 10\n1: -U 'a' 10\n-D 'a' 1", true)
    expect(out).toEqual(
      lines(`
      +I 'a' 1 null null
      -D 'a' 1 null null
      +I 'a' 1 'a' 10
      -U 'a' 1 'a' 10
      +I 'a' 1 null null
      -D 'a' 1 null null`),
    )
    expect(host.entries).toBe(0)
  })

  it('retracts with -D what an outer side takes back', () => {
    const { out } = join("1: +I 'a' 10\n+I 'a' 1\n-U 'a' 1", true)
    expect(out).toEqual(["+I 'a' 1 'a' 10", "-D 'a' 1 'a' 10"])
  })

  it('lets NULL match nothing', () => {
    expect(join('+I null 1\n1: +I null 2', true, true).out).toEqual(['+I null 1 null null', '+I null null null 2'])
  })

  it('counts equal rows', () => {
    expect(join("+I 'a' 1\n+I 'a' 1\n1: +I 'a' 2\n-D 'a' 1\n1: -D 'a' 2").out).toEqual(
      lines(`
      +I 'a' 1 'a' 2
      +I 'a' 1 'a' 2
      -D 'a' 1 'a' 2
      -D 'a' 1 'a' 2`),
    )
  })

  it('keeps the newest row alone where the join key is a key of it, also without -U', () => {
    const single = { unique: true, single: true, hasNullKey: side.hasNullKey }
    const spec = { left: side, right: single, concat, leftOuter: true, rightOuter: false }
    const { out, host } = runOperator(
      new RegularJoin({ ...spec, noLeft: nothing, noRight: nothing }),
      "1: +I 'a' 1\n1: +U 'a' 2\n+I 'a' 10\n1: -D 'a' 2\n1: +I 'a' 3\n-D 'a' 10\n1: -D 'a' 3",
      { keys: [0], inputs: 2 },
    )
    expect(out).toEqual(
      lines(`
      +I 'a' 10 'a' 2
      -D 'a' 10 'a' 2
      +I 'a' 10 null null
      -D 'a' 10 null null
      +I 'a' 10 'a' 3
      -D 'a' 10 'a' 3`),
    )
    expect(host.entries).toBe(0)
  })
})

describe('SemiAntiJoin', () => {
  it('sends a left row once, with the kind of its first match', () => {
    expect(semi("+I 'a' 1\n1: +U 'a' 10\n1: +I 'a' 11\n1: -D 'a' 11\n1: -D 'a' 10", false).out).toEqual([
      "+U 'a' 1",
      "-D 'a' 1",
    ])
  })

  it('sends a left row without a match and takes it back with -D when one comes', () => {
    expect(semi("+I 'a' 1\n1: +U 'a' 10\n1: -U 'a' 10", true).out).toEqual(["+I 'a' 1", "-D 'a' 1", "+I 'a' 1"])
  })
})
