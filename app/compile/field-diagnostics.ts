import type { NodePlace } from '../flow/problem.ts'
import type { NodeRecord } from '../flow/records.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import type { CompileProblem } from './compiled-flow.ts'

/** Diagnostics about a field's own text, as problems at that field. */
export function problemsOfField(
  node: NodeRecord,
  field: string,
  diagnostics: readonly Diagnostic[],
): readonly (CompileProblem & { readonly place: NodePlace })[] {
  return diagnostics.map((diagnostic) => ({
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
    ...(diagnostic.params === undefined ? {} : { params: diagnostic.params }),
    place: { kind: 'node', flow: node.flow, node: node.id, field, span: diagnostic.span },
    diagnostic,
  }))
}
