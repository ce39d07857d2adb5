import { describe, expect, it } from 'vitest'
import {
  array,
  BIGINT,
  BOOLEAN,
  char,
  DOUBLE,
  INT,
  map,
  NULL,
  notNull,
  STRING,
  structured,
} from '../../../../types/construct-type.ts'
import type { Value } from '../../../../types/value.ts'
import { call, column, literal, typeOfCall } from '../../testing-kit/call-function.ts'

const list = (...values: readonly Value[]) => column(array(INT), values)
const int = (value: number | null) => column(INT, value)

describe('elements as Flink compares them', () => {
  const doubles = column(array(DOUBLE), [2.5, Number.NaN, -1])

  it('takes NaN for less than all when sorting', () => {
    expect(call('ARRAY_SORT', [doubles])).toEqual([-1, Number.NaN, 2.5])
  })

  it('refuses to sort a long array with NaN in it', () => {
    const long = Array.from({ length: 40 }, (_, i) => (i === 20 ? Number.NaN : 40 - i))
    expect(() => call('ARRAY_SORT', [column(array(DOUBLE), long)])).toThrow(/32 and more elements with NaN/)
    const sorted = call('ARRAY_SORT', [column(array(DOUBLE), long.toSpliced(20, 1))])
    expect(sorted).toEqual(long.toSpliced(20, 1).toReversed())
  })

  it('keeps each NaN', () => {
    expect(call('ARRAY_DISTINCT', [doubles])).toEqual([2.5, Number.NaN, -1])
  })

  it('has no order of BOOLEAN', () => {
    expect(typeOfCall('ARRAY_SORT', [column(array(BOOLEAN), [true])])).toBe('parse')
    expect(typeOfCall('ARRAY_MAX', [column(array(BOOLEAN), [true])])).toBe('parse')
  })

  it('finds no array that holds NULL', () => {
    const inner = [3, null, 1]
    expect(call('ARRAY_CONTAINS', [column(array(array(INT)), [inner]), list(...inner)])).toBe(false)
  })
})

describe('arrays', () => {
  it.each([
    ['ARRAY_CONTAINS', [list(1, null), column(NULL, null)], true],
    ['ARRAY_POSITION', [list(5, 2, 9), int(3)], 0],
    ['ARRAY_REMOVE', [list(3, null, 1, 3), int(null)], [3, 1, 3]],
    ['ARRAY_APPEND', [list(1, 2), int(null)], [1, 2, null]],
    ['ARRAY_EXCEPT', [list(3, null, 1, 3), list(1, 5)], [3, null]],
    ['ARRAY_INTERSECT', [list(3, null, 1, 3), list(3, null)], [3, null]],
    ['ARRAY_UNION', [list(7, 7), list(1, 7)], [7, 1]],
    ['ARRAY_SORT', [list(3, null, 1)], [null, 1, 3]],
    ['ARRAY_SORT', [list(3, null, 1), column({ kind: 'BOOLEAN', nullable: true }, false)], [3, 1, null]],
    ['ARRAY_SLICE', [list(1), int(0), int(0)], [1]],
    ['ARRAY_SLICE', [list(3, null, 1, 3), int(2)], [null, 1, 3]],
    ['ARRAY_MAX', [list(null)], null],
    ['ELEMENT', [list()], null],
  ])('%s, case %#', (name, args, expected) => {
    expect(call(name, args)).toEqual(expected)
  })

  it('widens for a nullable element and refuses another type', () => {
    const two = column(notNull(array(notNull(INT))), [1, 2])
    expect(typeOfCall('ARRAY_APPEND', [two, literal(notNull(INT), 1)])).toBe('ARRAY<INT NOT NULL> NOT NULL')
    expect(typeOfCall('ARRAY_APPEND', [two, int(1)])).toBe('ARRAY<INT>')
    expect(typeOfCall('ARRAY_CONTAINS', [two, column(STRING, 'a')])).toBe('parse')
  })

  it('finds NULL where a NOT NULL element is missing; only a column shows its default', () => {
    expect(call('ITEM', [column(array(notNull(INT)), [1]), int(3)])).toBeNull()
    expect(call('ITEM', [column(array(notNull(STRING)), ['a']), int(null)])).toBeNull()
    expect(call('ITEM', [list(1), int(3)])).toBeNull()
  })
})

describe('maps', () => {
  const pairs = (...entries: readonly (readonly [string, number | null])[]) => column(map(STRING, INT), entries)

  it('lists the last map of a union first', () => {
    expect(call('MAP_UNION', [pairs(['', 0], ['k', 1]), pairs(['q', 5], ['k', 9])])).toEqual([
      ['q', 5],
      ['k', 9],
      ['', 0],
    ])
  })

  it('lists parsed pairs in the order of a Java HashMap', () => {
    const parsed = call('STR_TO_MAP', [column(STRING, 'zeta=1,alpha=2,b=3,q=4,omega=5')])
    expect(parsed).toEqual([
      ['zeta', '1'],
      ['q', '4'],
      ['b', '3'],
      ['omega', '5'],
      ['alpha', '2'],
    ])
    expect(call('STR_TO_MAP', [column(STRING, 'k=v=w')])).toEqual([['k', 'v=w']])
  })

  it('keeps the last of equal keys in MAP[…] but all in MAP_FROM_ARRAYS', () => {
    const a = literal(char(1), 'a')
    expect(call('MAP', [a, int(1), a, int(2)])).toEqual([['a', 2]])
    expect(call('MAP_FROM_ARRAYS', [column(array(STRING), ['a', 'a']), list(1, 2)])).toEqual([
      ['a', 1],
      ['a', 2],
    ])
    expect(() => call('MAP_FROM_ARRAYS', [column(array(STRING), ['a']), list(1, 2)])).toThrow(
      'length of the keys array 1',
    )
  })
})

describe('constructors', () => {
  it('find the type of the elements', () => {
    expect(typeOfCall('ARRAY', [int(1), column(BIGINT, 2)])).toBe('ARRAY<BIGINT> NOT NULL')
    expect(typeOfCall('MAP', [literal(notNull(char(1)), 'a')])).toBe('parse')
    expect(typeOfCall('ROW', [int(1), literal(notNull(char(3)), 'abc')])).toBe(
      'ROW<`EXPR$0` INT, `EXPR$1` CHAR(3) NOT NULL> NOT NULL',
    )
  })

  it('make and change structured objects', () => {
    const name = (text: string) => literal(notNull(char(text.length)), text)
    const type = structured('com.example.P', [
      { name: 'x', type: notNull(INT) },
      { name: 'y', type: STRING },
    ])
    expect(typeOfCall('OBJECT_OF', [name('com.example.P'), name('x'), literal(notNull(INT), 1)])).toBe(
      "STRUCTURED<'com.example.P', `x` INT NOT NULL>",
    )
    expect(call('OBJECT_UPDATE', [column(type, [1, null]), name('x'), literal(notNull(INT), 5)])).toEqual([5, null])
  })
})
