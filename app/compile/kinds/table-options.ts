import { quoteString } from '../quote.ts'
import type { ScriptWriter } from '../script-writer.ts'

/** An option of the WITH clause and the field of the form that it comes from. */
export type TableOption = readonly [key: string, value: string, field: string | undefined]

export function writeOptions(writer: ScriptWriter, node: string, options: readonly TableOption[]): void {
  writer.write(' WITH (\n')
  options.forEach(([key, value, field], index) => {
    writer.write('  ')
    writer.mapped(node, field, () => writer.write(`${quoteString(key)} = ${quoteString(value)}`))
    writer.write(index === options.length - 1 ? '\n' : ',\n')
  })
  writer.write(')')
}
