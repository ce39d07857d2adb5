import { readTypeText } from '../compile/read-sql.ts'
import { resolveType } from '../engine/bind/expression/resolve-type.ts'
import { SqlError } from '../sql/diagnostic.ts'
import type { LogicalType } from '../types/logical-type.ts'

/** The type that a text means, or undefined when it means none. */
export function readType(text: string): LogicalType | undefined {
  const read = readTypeText(text)
  if (!read.ok) return undefined
  try {
    return resolveType(read.value)
  } catch (thrown) {
    if (thrown instanceof SqlError) return undefined
    throw thrown
  }
}
