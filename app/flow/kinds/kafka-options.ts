import { type FieldProblem, fieldError } from './field-problem.ts'

const TABLE_OPTION = /^(scan|sink|key|value|properties|json|csv|debezium-json|canal-json)\./

/** Custom parameters are Kafka client properties, unless they are written as options of the table. */
export const tableOptionKey = (key: string): string => (TABLE_OPTION.test(key) ? key : `properties.${key}`)

/** Custom parameters must have distinct keys and must not repeat what the form itself sets. */
export function validateKafkaOptions(
  properties: readonly { readonly key: string; readonly value: string }[],
  reserved: readonly string[],
): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  for (const { key } of properties) {
    const option = tableOptionKey(key.trim())
    if (key.trim() === '') problems.push(fieldError('properties', 'option.no-key', 'A parameter has no name'))
    else if (reserved.includes(option))
      problems.push(fieldError('properties', 'option.reserved', `${key} is set by another field of this form`, { key }))
    else if (seen.has(option))
      problems.push(fieldError('properties', 'option.repeated', `${key} is set more than once`, { key }))
    seen.add(option)
  }
  return problems
}
