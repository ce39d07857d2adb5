import type { Expectation, ExpectedRow } from '../../../app/flow/records.ts'

// Edits of the grid of expected rows, as pure functions: the editor turns each into one step of undo.

export type Cell = string | null

/** How a cell is typed: NULL is no value, 'NULL' in quotes is the word. */
export function readCell(text: string): Cell {
  if (text === 'NULL') return null
  return /^'+NULL'+$/.test(text) ? text.slice(1, -1) : text
}

export function cellInput(cell: Cell): string {
  if (cell === null) return 'NULL'
  return /^'*NULL'*$/.test(cell) ? `'${cell}'` : cell
}

const emptyRow = (width: number): ExpectedRow => ({ kind: '+I', cells: new Array<Cell>(width).fill('') })

/** The row with as many cells as there are columns. */
const fitRow = (row: ExpectedRow, width: number): ExpectedRow =>
  row.cells.length === width
    ? row
    : {
        ...row,
        cells: Array.from(
          { length: width },
          (_, column) => row.cells[column] ?? (column < row.cells.length ? null : ''),
        ),
      }

export function setCell(expectation: Expectation, row: number, column: number, width: number, cell: Cell): Expectation {
  return putRow(expectation, row, (before) => ({
    ...before,
    cells: fitRow(before, width).cells.map((old, at) => (at === column ? cell : old)),
  }))
}

export const setKind = (expectation: Expectation, row: number, kind: ExpectedRow['kind']): Expectation =>
  putRow(expectation, row, (before) => ({ ...before, kind }))

function putRow(expectation: Expectation, row: number, change: (before: ExpectedRow) => ExpectedRow): Expectation {
  return { ...expectation, rows: expectation.rows.map((before, at) => (at === row ? change(before) : before)) }
}

export function addRow(expectation: Expectation, after: number, width: number): Expectation {
  return { ...expectation, rows: expectation.rows.toSpliced(after + 1, 0, emptyRow(width)) }
}

export function removeRow(expectation: Expectation, row: number): Expectation {
  return { ...expectation, rows: expectation.rows.toSpliced(row, 1) }
}

/** Cells from a spreadsheet or a result table, from the given cell on; rows are added as needed. */
export function pasteCells(
  expectation: Expectation,
  row: number,
  column: number,
  width: number,
  text: string,
): Expectation {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  const rows = expectation.rows.map((before) => fitRow(before, width))
  lines.forEach((line, down) => {
    const target = rows[row + down] ?? emptyRow(width)
    const cells = [...target.cells]
    line.split('\t').forEach((cell, right) => {
      if (column + right < width) cells[column + right] = readCell(cell)
    })
    rows[row + down] = { ...target, cells }
  })
  return { ...expectation, rows }
}

/** Whether a pasted text is a grid rather than the content of one cell. */
export const isGrid = (text: string): boolean => /[\t\n]/.test(text.replace(/\r?\n$/, ''))
