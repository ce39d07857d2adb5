import { describe, expect, it } from 'vitest'
import type { Expectation } from '../../../app/flow/records.ts'
import { addRow, cellInput, isGrid, pasteCells, readCell, removeRow, setCell, setKind } from './expectation-edits.ts'

const grid = (...rows: readonly (readonly (string | null)[])[]): Expectation => ({
  node: 'sink',
  mode: 'rows',
  columns: [],
  rows: rows.map((cells) => ({ kind: '+I', cells })),
})
const cells = (expectation: Expectation) => expectation.rows.map((row) => row.cells)

describe('a cell', () => {
  it('is no value when NULL is typed, and the word when it is quoted', () => {
    expect(readCell('NULL')).toBeNull()
    expect(readCell("'NULL'")).toBe('NULL')
    expect(readCell('null')).toBe('null')
    expect(readCell('')).toBe('')
  })

  it('shows such that typing it again means the same', () => {
    for (const cell of [null, '', 'NULL', "'NULL'", 'a', 'null']) expect(readCell(cellInput(cell))).toBe(cell)
  })
})

describe('editing expected rows', () => {
  it('sets one cell and leaves the others', () => {
    expect(cells(setCell(grid(['1', 'a'], ['2', 'b']), 1, 0, 2, '3'))).toEqual([
      ['1', 'a'],
      ['3', 'b'],
    ])
  })

  it('fills up a row from when there were fewer columns', () => {
    expect(cells(setCell(grid(['1']), 0, 2, 3, 'x'))).toEqual([['1', '', 'x']])
  })

  it('adds an empty row after the given one, and removes rows', () => {
    expect(cells(addRow(grid(['1'], ['2']), 0, 1))).toEqual([['1'], [''], ['2']])
    expect(cells(addRow(grid(), -1, 2))).toEqual([['', '']])
    expect(cells(removeRow(grid(['1'], ['2']), 0))).toEqual([['2']])
  })

  it('changes the kind of a change', () => {
    expect(setKind(grid(['1']), 0, '-D').rows[0]?.kind).toBe('-D')
  })
})

describe('pasting cells', () => {
  it('goes right and down from the cell, adding rows as needed', () => {
    expect(cells(pasteCells(grid(['1', 'a', 'x']), 0, 1, 3, 'b\ty\nc\tNULL\n'))).toEqual([
      ['1', 'b', 'y'],
      ['', 'c', null],
    ])
  })

  it('drops what is right of the last column', () => {
    expect(cells(pasteCells(grid(), 0, 1, 2, 'a\tb\tc'))).toEqual([['', 'a']])
  })

  it('reads the line ends of every system', () => {
    expect(cells(pasteCells(grid(), 0, 0, 1, 'a\r\nb\r\n'))).toEqual([['a'], ['b']])
  })

  it('is a grid only with tabs or several lines', () => {
    expect(isGrid('a\tb')).toBe(true)
    expect(isGrid('a\nb')).toBe(true)
    expect(isGrid('a\n')).toBe(false)
    expect(isGrid('a b')).toBe(false)
  })
})
