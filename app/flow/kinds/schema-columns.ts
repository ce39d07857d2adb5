import type { SchemaColumn } from '../records.ts'
import { type FieldProblem, fieldError } from './field-problem.ts'

/** Columns need names and types, and each name once. Whether a type's text can be read is the compiler's question. */
export function validateColumns(columns: readonly SchemaColumn[]): FieldProblem[] {
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  for (const { name, type } of columns) {
    if (name.trim() === '') problems.push(fieldError('columns', 'column.no-name', 'A column has no name'))
    else if (seen.has(name))
      problems.push(fieldError('columns', 'column.repeated', `Column ${name} is declared twice`, { column: name }))
    else if (type.trim() === '')
      problems.push(fieldError('columns', 'column.no-type', `Column ${name} has no type`, { column: name }))
    seen.add(name)
  }
  return problems
}

/** Key columns must be among the columns; without declared columns nothing is known of them yet. */
export function validateKeys(
  field: string,
  keys: readonly string[],
  columns: readonly SchemaColumn[],
): readonly FieldProblem[] {
  if (columns.length === 0) return []
  return keys
    .filter((key) => !columns.some((column) => column.name === key))
    .map((key) => fieldError(field, 'column.unknown', `There is no column ${key}`, { column: key }))
}

const EVENT_TIME = /^(TIMESTAMP(_LTZ)?(\s*\(\s*[0-3]\s*\))?(\s+WITH(OUT)?\s+(LOCAL\s+)?TIME\s+ZONE)?)(\s+NOT\s+NULL)?$/i
const UNBOUNDED_PRECISION = /^TIMESTAMP(_LTZ)?(?!\s*\()/i

/** How a column can be the event time: as it is, or as epoch milliseconds behind a computed column. */
export function eventTimeForm(type: string): 'timestamp' | 'epoch-millis' | undefined {
  const text = type.trim()
  if (/^BIGINT(\s+NOT\s+NULL)?$/i.test(text)) return 'epoch-millis'
  // TIMESTAMP alone has six digits of a second; a time attribute has at most three.
  if (UNBOUNDED_PRECISION.test(text)) return undefined
  return EVENT_TIME.test(text) ? 'timestamp' : undefined
}
