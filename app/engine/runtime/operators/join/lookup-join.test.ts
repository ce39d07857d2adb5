import { describe, expect, it } from 'vitest'
import { DELETE, INSERT, type RowKind, UPDATE_AFTER } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf, valuesOf } from '../../testing-kit/changelog.ts'
import { runOperator } from '../../testing-kit/run-operator.ts'
import { LookupJoin, type LookupJoinSpec } from './lookup-join.ts'
import { LookupTable } from './lookup-table.ts'

// The table: primary key, what it is asked for, value. Rows that come: what they ask for, value.
function tableOf(keyed: boolean, rows: readonly (readonly [RowKind, readonly (number | string | null)[]])[]) {
  const table = new LookupTable({
    identity: (row) => (keyed ? columnOf(row, 0) : JSON.stringify(valuesOf(row))),
    keyed,
    lookup: (row) => columnOf(row, 1) ?? undefined,
  })
  for (const [kind, row] of rows) table.push(kind, rowOf(row))
  return table
}

function run(table: LookupTable, changelog: string, parts: Partial<LookupJoinSpec> = {}) {
  const operator = new LookupJoin({
    table,
    key: (row) => columnOf(row, 0) ?? undefined,
    view: (row) => row,
    concat: (left: Row, right: Row) => rowOf([...valuesOf(left), ...valuesOf(right)]),
    outer: true,
    noRight: rowOf([null, null, null]),
    ...parts,
  })
  return runOperator(operator, changelog).out
}

describe('LookupJoin', () => {
  it('finds the rows of its key in the order in which they came', () => {
    const table = tableOf(false, [
      [INSERT, [1, 'a', 10]],
      [INSERT, [2, 'b', 20]],
      [INSERT, [3, 'a', 30]],
    ])
    expect(run(table, "+I 'a' 0")).toEqual(["+I 'a' 0 1 'a' 10", "+I 'a' 0 3 'a' 30"])
  })

  it('sees the last version of a primary key alone, under what it is asked for by now', () => {
    const table = tableOf(true, [
      [INSERT, [1, 'a', 10]],
      [UPDATE_AFTER, [1, 'b', 11]],
      [INSERT, [2, 'a', 20]],
      [DELETE, [2, 'a', 20]],
    ])
    expect(run(table, "+I 'a' 0\n+I 'b' 0")).toEqual(["+I 'a' 0 null null null", "+I 'b' 0 1 'b' 11"])
  })

  it('takes one of several equal rows back where there is no primary key', () => {
    const table = tableOf(false, [
      [INSERT, [1, 'a', 10]],
      [INSERT, [1, 'a', 10]],
      [DELETE, [1, 'a', 10]],
    ])
    expect(run(table, "-U 'a' 0")).toEqual(["-U 'a' 0 1 'a' 10"])
  })

  it('finds nothing by NULL, and nothing that is NULL', () => {
    const table = tableOf(false, [[INSERT, [1, null, 10]]])
    expect(run(table, '+I null 0')).toEqual(['+I null 0 null null null'])
    expect(run(table, '+I null 0', { outer: false })).toEqual([])
  })

  it('asks what speaks of the left side alone before it looks, also where nothing would be found', () => {
    const asked: unknown[] = []
    const before = (row: Row): boolean => {
      asked.push(columnOf(row, 1))
      return columnOf<number>(row, 1) > 0
    }
    const out = run(tableOf(false, [[INSERT, [1, 'a', 10]]]), "+I 'a' 0\n+I 'a' 1\n+I null 2", { before })
    expect(asked).toEqual([0, 1, 2])
    expect(out).toEqual(["+I 'a' 0 null null null", "+I 'a' 1 1 'a' 10", '+I null 2 null null null'])
  })

  it('looks at the rows of its key alone', () => {
    const table = tableOf(false, [
      [INSERT, [1, 'a', 10]],
      [INSERT, [2, 'b', 20]],
    ])
    const seen: unknown[] = []
    const view = (row: Row): Row => {
      seen.push(columnOf(row, 0))
      return row
    }
    run(table, "+I 'b' 0", { view, after: () => false })
    expect(seen).toEqual([2])
  })
})
