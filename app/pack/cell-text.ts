import { toJson } from '../types/json-form.ts'
import type { LogicalType } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'

/** A value as tables, expectations and reports show it, the same in every time zone; null is SQL NULL. */
export function cellText(value: Value, type: LogicalType): string | null {
  const json = toJson(value, type)
  if (json === null || typeof json === 'string') return json
  return JSON.stringify(json)
}
