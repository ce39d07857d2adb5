import { column } from '../../row.ts'

/** The text of a row object: every row of one edge is made by literals of one shape. */
export function rowLiteral(values: readonly string[]): string {
  return `{ ${values.map((value, i) => `${column(i)}: ${value}`).join(', ')} }`
}

export const columnOf = (row: string, index: number): string => `${row}.${column(index)}`

/** 0, 1, … width - 1 */
export const indexes = (width: number): readonly number[] => Array.from({ length: width }, (_, i) => i)
