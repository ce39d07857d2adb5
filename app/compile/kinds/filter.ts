import type { FilterConfig } from '../../flow/records.ts'
import { problemsOfField } from '../field-diagnostics.ts'
import { quoteIdentifier } from '../quote.ts'
import { readCondition } from '../read-sql.ts'
import type { NodeCompiler } from './node-compiler.ts'
import { writeView } from './view.ts'

export const filter: NodeCompiler<FilterConfig> = {
  declare(node, scope) {
    const { condition } = node.config
    const reading = readCondition(condition)
    if (!reading.ok)
      for (const problem of problemsOfField(node, 'condition', reading.diagnostics)) scope.report(problem)
    const input = scope.graph.inputs.get(node.id)?.[0]
    if (input === undefined || !(reading.ok || scope.asTyped)) return false
    const { start, end } = reading.ok ? reading.body : { start: 0, end: condition.length }
    writeView(node, scope, () => {
      scope.writer.write(`SELECT * FROM ${quoteIdentifier(input.name)}\nWHERE `)
      scope.writer.verbatim(node.id, 'condition', condition, start, end)
    })
    return true
  },
}
