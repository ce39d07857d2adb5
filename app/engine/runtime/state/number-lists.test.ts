import { describe, expect, it } from 'vitest'
import { NONE, NumberLists } from './number-lists.ts'

function listOf(lists: NumberLists, key: number): readonly number[] {
  const numbers: number[] = []
  for (let number = lists.first(key); number !== NONE; number = lists.next(number)) numbers.push(number)
  return numbers
}

function listsOf(...entries: readonly (readonly [key: number, number: number])[]): NumberLists {
  const lists = new NumberLists()
  for (const [key, number] of entries) lists.add(key, number)
  return lists
}

describe('NumberLists', () => {
  it('keeps the numbers of each key in the order in which they came', () => {
    const lists = listsOf([1, 7], [500, 3], [1, 900], [1, 2])
    expect(listOf(lists, 1)).toEqual([7, 900, 2])
    expect(listOf(lists, 500)).toEqual([3])
    expect(listOf(lists, 0)).toEqual([])
    expect(listOf(lists, 100_000)).toEqual([])
  })

  it('takes a number out of the middle, the front and the end', () => {
    const lists = listsOf([0, 1], [0, 2], [0, 3], [0, 4])
    lists.remove(0, 2)
    expect(listOf(lists, 0)).toEqual([1, 3, 4])
    lists.remove(0, 4)
    lists.remove(0, 1)
    expect(listOf(lists, 0)).toEqual([3])
  })

  it('goes on behind what is left, also when nothing is', () => {
    const lists = listsOf([0, 1], [0, 2])
    lists.remove(0, 2)
    lists.add(0, 5)
    expect(listOf(lists, 0)).toEqual([1, 5])
    lists.remove(0, 1)
    lists.remove(0, 5)
    lists.add(0, 2)
    expect(listOf(lists, 0)).toEqual([2])
  })
})
