import { describe, expect, it } from 'vitest'
import { BIGINT, BOOLEAN } from '../../../types/construct-type.ts'
import type { Value } from '../../../types/value.ts'
import type { MatchColumn, MatchedRows } from '../../compiled.ts'
import type { BoundExpr } from '../bound.ts'
import { createExprCompiler } from './compiler.ts'

const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0.5 })
const span = { start: 0, end: 0 }
const inputs = (count: number): readonly BoundExpr[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'input', index, type: BIGINT, span }))

type Column = MatchColumn<MatchedRows>
const place = (variable: number | 'all' | 'none', edge: 'FIRST' | 'LAST', offset = 0): Column => ({
  kind: 'column',
  variable,
  edge,
  offset,
  column: 0,
})

/** Row 7 was A's, 8 to 10 were B's, C had none, 11 is D's; each row holds its number. */
const a: MatchedRows = { variable: 0, first: 7, before: undefined, start: 7 }
const b: MatchedRows = { variable: 1, first: 8, before: a, start: 7 }
const d: MatchedRows = { variable: 3, first: 11, before: b, start: 7 }
const toRow = compiler.rowFromValues(1)
const rows = { row: (number: number) => toRow([number]) }

function read(...columns: readonly Column[]): readonly Value[] {
  const project = compiler.matchProjection(columns, inputs(columns.length))
  return compiler.valuesFromRow(columns.length)(project(rows, d, 11, 60_000))
}

/** What a condition of the last variable would see of a column, which is tested for being NULL. */
function isNullFor(match: MatchedRows, end: number, column: Column): boolean {
  const [operand] = inputs(1) as [BoundExpr]
  const condition: BoundExpr = { kind: 'logic', op: 'IS NULL', args: [operand], type: BOOLEAN, span }
  return compiler.matchPredicate(match.variable, [column], condition)(rows, match, end)
}

describe('expressions over a match', () => {
  it('read the rows of each variable from either end', () => {
    expect(read(place(0, 'LAST'), place(1, 'FIRST'), place(1, 'LAST'), place(3, 'FIRST'))).toEqual([7, 8, 10, 11])
    expect(read(place(1, 'FIRST', 1), place(1, 'LAST', 2), place('all', 'FIRST'), place('all', 'LAST', 1))).toEqual([
      9, 8, 7, 10,
    ])
  })

  it('are NULL where a variable has no rows, or not so many', () => {
    expect(read(place(2, 'LAST'), place('none', 'LAST'), place(1, 'LAST', 3), place(0, 'FIRST', 1))).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(read(place('all', 'LAST', 4), place('all', 'LAST', 5))).toEqual([7, null])
  })

  it('fail for a row before the first', () => {
    expect(() => read(place(0, 'LAST', -1))).toThrow('Index -1 out of bounds')
  })

  it('see the row being tested as the last of its variable, and none of later variables', () => {
    expect(isNullFor(b, 10, place(1, 'LAST', 2))).toBe(false)
    expect(isNullFor(b, 9, place(1, 'LAST', 2))).toBe(true)
    expect(isNullFor(b, 9, place(0, 'LAST'))).toBe(false)
    expect(isNullFor(b, 9, place(3, 'LAST'))).toBe(true)
  })

  it('ask for the results of aggregate calls once, and for the time of the match', () => {
    let asked = 0
    const results = (_rows: unknown, match: MatchedRows, end: number): readonly Value[] => {
      asked++
      return [match.start, end]
    }
    const sum = (call: number): Column => ({ kind: 'aggregate', results, call })
    expect(read(sum(0), { kind: 'time', read: (time) => time + 1 }, sum(1))).toEqual([7, 60_001, 11])
    expect(asked).toBe(1)
  })
})
