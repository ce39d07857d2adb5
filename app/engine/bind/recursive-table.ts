import { must } from '../../base/assert.ts'
import type { CommonTable, SetOperation } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { BOOLEAN } from '../../types/construct-type.ts'
import type { Column } from '../logical/column.ts'
import { filter } from '../logical/filter.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { commonColumnType } from './common-column-type.ts'
import type { BindEnvironment, CommonTableBinding } from './environment.ts'
import { planFailure } from './expression/plan-failure.ts'
import { inputRefs } from './input-refs.ts'

/** How the parts of the table are bound; `own` is the table itself, as its second part sees it. */
export interface PartBinder {
  bind(part: SetOperation['left'], env: BindEnvironment): LogicalNode
  named(node: LogicalNode): LogicalNode
}

/** The UNION of a WITH RECURSIVE table whose second part reads the table; undefined for any other. */
export function recursiveUnion(table: CommonTable): SetOperation | undefined {
  const { body } = table.query
  if (body.kind !== 'set-operation' || body.op !== 'UNION' || table.query.with.length > 0) return undefined
  return reads(body.right, table.name.name) ? body : undefined
}

/**
 * Flink validates such a table and has no way to run it. It gets the columns of its first part, typed by
 * both, and fails when it is planned; where nothing reads it, nothing fails.
 */
export function bindRecursiveTable(
  table: CommonTable,
  body: SetOperation,
  env: BindEnvironment,
  binder: PartBinder,
): LogicalNode {
  const seed = binder.named(binder.bind(body.left, env))
  const own: CommonTableBinding = { bind: () => seed }
  const commonTables = new Map([...env.commonTables, [table.name.name, own]])
  const step = binder.bind(body.right, { ...env, commonTables })
  const { span } = body
  if (seed.columns.length !== step.columns.length)
    throw sqlError('parse', 'set-operation-width', 'Column count mismatch in UNION ALL', span)
  const columns = seed.columns.map((column, i): Column => {
    const types = [column.type, must(step.columns[i], 'column').type]
    return { name: column.name, type: commonColumnType(types, span, `Type mismatch in column ${i + 1} of UNION ALL`) }
  })
  const failure = sqlError('plan', 'recursive-table', 'There are not enough rules to plan WITH RECURSIVE', span)
  const typed = inputRefs(seed, span).map((ref, i) => ({ ...ref, type: must(columns[i], 'column').type }))
  const names = columns.map((c) => c.name)
  const cannotPlan = filter(seed, planFailure(failure, BOOLEAN, span), span)
  return project(cannotPlan, typed, names, span)
}

/** Whether the syntax names the table anywhere. */
function reads(syntax: unknown, name: string): boolean {
  if (typeof syntax !== 'object' || syntax === null) return false
  if ('kind' in syntax && syntax.kind === 'named-table' && 'name' in syntax) {
    const { parts } = syntax.name as { readonly parts: readonly { readonly name: string }[] }
    if (parts.length === 1 && parts[0]?.name === name) return true
  }
  return Object.values(syntax).some((child) => reads(child, name))
}
