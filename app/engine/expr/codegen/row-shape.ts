import { column } from '../../row.ts'

/** The text of a row object: every row of one edge is made by literals of one shape. */
export function rowLiteral(values: readonly string[]): string {
  openShape(values.length)
  return literal(values)
}

export const columnOf = (row: string, index: number): string => `${row}.${column(index)}`

/** 0, 1, … width - 1 */
export const indexes = (width: number): readonly number[] => Array.from({ length: width }, (_, i) => i)

const literal = (values: readonly string[]): string =>
  `{ ${values.map((value, i) => `${column(i)}: ${value}`).join(', ')} }`

/** One row of each width, whose columns have held anything; kept, for else V8 forgets its shape. */
const open = new Map<number, object>()

/**
 * V8 picks a representation for each field of a shape by what it has held. A column of small numbers that grow past 2^31
 * would become one of unboxed numbers, which are boxed anew in every row that they are copied to; and each change of mind
 * throws away machine code. So all columns hold references from the start.
 */
function openShape(width: number): void {
  if (open.has(width)) return
  const make = new Function('value', `return ${literal(indexes(width).map(() => 'value'))}`) as (
    value: unknown,
  ) => object
  for (const value of [null, 0, 0.5]) open.set(width, make(value))
}
