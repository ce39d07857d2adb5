import { readTypeText } from '../compile/read-sql.ts'
import { resolveType } from '../engine/bind/expression/resolve-type.ts'
import { SqlError } from '../sql/diagnostic.ts'
import type { LogicalType } from '../types/logical-type.ts'

/** A type as a form or a file states it, e.g. `DECIMAL(10, 2)`; undefined when the text is none. */
export function readType(text: string): LogicalType | undefined {
  const reading = readTypeText(text)
  if (!reading.ok) return undefined
  try {
    return resolveType(reading.value)
  } catch (error) {
    if (error instanceof SqlError) return undefined
    throw error
  }
}
