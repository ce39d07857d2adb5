import type { RowField } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import type { DecodeOptions } from './decode-options.ts'
import { DecodeError, type ValueDecoder, valueDecoder } from './decode-value.ts'
import type { RowProblem } from './decoded-rows.ts'
import type { JsonNode } from './json/json-node.ts'

/** Reads one row, given a node per field (undefined: the field is missing). Undefined, with a problem, when it cannot be read. */
export type RecordDecoder = (
  nodeOf: (name: string, index: number) => JsonNode | undefined,
  line: number,
) => readonly Value[] | undefined

export function recordDecoder(
  fields: readonly RowField[],
  options: DecodeOptions,
  report: (problem: RowProblem) => void,
): RecordDecoder {
  const columns = fields.map((field) => ({ name: field.name, decode: valueDecoder(field.type, options) }))
  return (nodeOf, line) => {
    let readable = true
    const values = columns.map(({ name, decode }, index) => {
      const node = nodeOf(name, index)
      if (node === undefined) {
        if (!options.failOnMissing) return null
        readable = false
        report(problem(line, name, 'pack.missing-field', `${name} is missing`))
        return null
      }
      const value = attempt(decode, node)
      if (!(value instanceof DecodeError)) return value
      if (options.ignoreErrors) return null
      readable = false
      report(problem(line, name, 'pack.bad-value', `${name}: ${value.message}`))
      return null
    })
    return readable ? values : undefined
  }
}

function attempt(decode: ValueDecoder, node: JsonNode): Value | DecodeError {
  try {
    return decode(node)
  } catch (error) {
    if (error instanceof DecodeError) return error
    throw error
  }
}

const problem = (line: number, column: string, code: string, message: string): RowProblem => ({
  severity: 'error',
  line,
  column,
  code,
  message,
})
