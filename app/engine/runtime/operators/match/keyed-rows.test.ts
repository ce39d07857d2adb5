import { describe, expect, it } from 'vitest'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { KeyedRows } from './keyed-rows.ts'
import { compilePattern } from './pattern-state.ts'
import { AFTER_ALL, NO_VARIABLE, Run } from './run.ts'

const state = compilePattern([{ min: 1, max: 1, greedy: false }])
const startedAt = (start: number): Run => new Run(state, 0, start, undefined, start, 0, undefined)
const createKey = (): KeyedRows => new KeyedRows(new Run(state, NO_VARIABLE, 0, undefined, AFTER_ALL, 0, undefined))

const valuesOf = (key: KeyedRows, first: number, end: number): unknown[] =>
  Array.from({ length: end - first }, (_, i) => columnOf<number>(key.row(first + i), 0))
const numbers = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i)

describe('KeyedRows', () => {
  it('finds every row of a long match by its number', () => {
    const key = createKey()
    key.partial.unshift(startedAt(0))
    for (let i = 0; i < 100; i++) {
      expect(key.add(rowOf([i]))).toBe(i)
      key.forget()
    }
    expect(valuesOf(key, 0, 100)).toEqual(numbers(0, 100))
  })

  it('keeps the rows from the first match under way on, round after round', () => {
    const key = createKey()
    for (let i = 0; i < 100; i++) {
      key.add(rowOf([i]))
      const first = Math.max(0, i - (i % 7))
      key.partial[0] = startedAt(first)
      key.forget()
      expect(valuesOf(key, first, i + 1)).toEqual(numbers(first, i + 1))
    }
  })

  it('goes on with few rows after many', () => {
    const key = createKey()
    key.partial.unshift(startedAt(0))
    for (let i = 0; i < 50; i++) key.add(rowOf([i]))
    key.partial[0] = startedAt(48)
    key.forget()
    key.add(rowOf([50]))
    expect(valuesOf(key, 48, 51)).toEqual([48, 49, 50])
  })
})
