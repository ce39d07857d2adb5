import { column } from '../../row.ts'
import { columnOf, indexes, rowLiteral } from './row-shape.ts'

/** Writes and reads the rows of a page, of which each column is an array. */
export function rowColumnsSource(width: number): readonly string[] {
  const columns = indexes(width).map(column)
  return [
    'const column = (rows) => new Array(rows).fill(0)',
    'return {',
    `  page: (rows) => (${rowLiteral(columns.map(() => 'column(rows)'))}),`,
    '  put(page, place, row) {',
    ...columns.map((name) => `    page.${name}[place] = row.${name}`),
    '  },',
    `  row: (page, place) => (${rowLiteral(columns.map((_, i) => `${columnOf('page', i)}[place]`))}),`,
    '}',
  ]
}
