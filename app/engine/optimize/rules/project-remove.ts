import { must } from '../../../base/assert.ts'
import { sameType } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { type LogicalProject, project } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'

/** A projection that hands every column on, under the same name, does nothing. */
export const projectRemove: Rule = {
  name: 'ProjectRemoveRule',
  apply(node) {
    if (node.kind !== 'Project') return undefined
    const below = node.input.columns
    const visible = visibleColumns(node.input)
    if (visible.length < below.length && handsOn(node, visible) && !node.exprs.every(isAsIs)) return withoutLook(node)
    const all = below.map((_, i) => i)
    const isSame = handsOn(node, all) && below.every(({ name }, i) => name === must(node.columns[i]).name)
    return isSame ? node.input : undefined
  },
}

/** Whether these columns come out as they are, whatever their names. */
const handsOn = ({ exprs, input }: LogicalProject, columns: readonly number[]): boolean =>
  exprs.length === columns.length &&
  exprs.every((e, i) => {
    const column = must(columns[i])
    return e.kind === 'input' && e.index === column && sameType(must(input.columns[column]).type, e.type)
  })

/** To Flink, constants that OVER calls read are no columns. */
function visibleColumns(node: LogicalNode): readonly number[] {
  const all = node.columns.map((_, i) => i)
  if (node.kind !== 'Over' || node.input.kind !== 'Project') return all
  const { exprs } = node.input
  return all.filter((i) => exprs[i]?.kind !== 'constant')
}

const isAsIs = (expr: BoundExpr): boolean => expr.kind === 'input' && expr.asIs === true

/** No operator is made to hand all columns on, so nothing looks whether there is a NULL. */
function withoutLook(node: LogicalProject): LogicalProject {
  const exprs = node.exprs.map((expr): BoundExpr => (expr.kind === 'input' ? { ...expr, asIs: true } : expr))
  const names = node.columns.map(({ name }) => name)
  return project(node.input, exprs, names, node.span)
}
