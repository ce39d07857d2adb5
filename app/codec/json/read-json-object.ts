import type { RowProblem } from '../decoded-rows.ts'
import { isJsonObject, type JsonObject } from './json-node.ts'
import { JsonSyntaxError, scanJson } from './scan-json.ts'

/** The object on a line. Undefined, with a problem, where there is something else. */
export function readJsonObject(
  text: string,
  line: number,
  report: (problem: RowProblem) => void,
): JsonObject | undefined {
  try {
    const node = scanJson(text)
    if (isJsonObject(node)) return node
    report({ severity: 'error', line, character: 1, code: 'pack.not-an-object', message: 'A row is a JSON object' })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    const { message, offset } = error
    report({ severity: 'error', line, character: offset + 1, code: 'pack.not-json', message })
  }
  return undefined
}
