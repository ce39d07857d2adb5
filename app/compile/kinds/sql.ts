import type { SqlConfig } from '../../flow/records.ts'
import { problemsOfField } from '../field-diagnostics.ts'
import { readQuery } from '../read-sql.ts'
import { referencedTables, type TableReference } from '../referenced-tables.ts'
import type { CompileScope, NodeCompiler, NodeOf } from './node-compiler.ts'
import { writeView } from './view.ts'

export const sql: NodeCompiler<SqlConfig> = {
  declare(node, scope) {
    const { sql: text } = node.config
    const reading = readQuery(text)
    if (!reading.ok) {
      for (const problem of problemsOfField(node, 'sql', reading.diagnostics)) scope.report(problem)
      if (scope.asTyped) writeView(node, scope, () => scope.writer.verbatim(node.id, 'sql', text, 0, text.length))
      return scope.asTyped
    }
    const { body } = reading
    const references = referencedTables(reading.value)
    if (!checkReferences(node, references, scope) && !scope.asTyped) return false
    writeView(node, scope, () => scope.writer.verbatim(node.id, 'sql', text, body.start, body.end))
    return true
  },
}

/** A query reads the nodes that lead to it, all of them and no others. */
function checkReferences(node: NodeOf<SqlConfig>, references: readonly TableReference[], scope: CompileScope): boolean {
  const inputs = scope.graph.inputs.get(node.id) ?? []
  const others = new Set(
    [...scope.graph.nodes.values()].filter((other) => other.id !== node.id).map(({ name }) => name),
  )
  let sound = true
  for (const { name, span } of references) {
    if (inputs.some((input) => input.name === name)) continue
    sound = false
    const [code, message] = others.has(name)
      ? ['compile.not-connected', `${name} is not connected to ${node.name}: draw an edge from it`]
      : ['compile.unknown-node', `There is no node ${name} in this flow`]
    const params = { name, node: node.name }
    const place = { kind: 'node', flow: node.flow, node: node.id, field: 'sql', span } as const
    scope.report({ severity: 'error', code, message, params, place })
  }
  for (const input of inputs) {
    if (references.some(({ name }) => name === input.name)) continue
    const message = `${node.name} does not read ${input.name}, although an edge comes from it`
    const place = { kind: 'node', flow: node.flow, node: node.id, field: 'sql' } as const
    const params = { name: input.name, node: node.name }
    scope.report({ severity: 'warning', code: 'compile.unread-input', message, params, place })
  }
  return sound
}
