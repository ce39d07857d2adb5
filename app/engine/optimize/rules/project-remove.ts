import { must } from '../../../base/assert.ts'
import { sameType } from '../../../types/type-text.ts'
import type { Rule } from '../rule.ts'

/** A projection that hands every column on, under the same name, does nothing. */
export const projectRemove: Rule = {
  name: 'ProjectRemoveRule',
  apply(node) {
    if (node.kind !== 'Project' || node.exprs.length !== node.input.columns.length) return undefined
    const identity = node.exprs.every((e, i) => {
      const below = must(node.input.columns[i], 'column')
      const name = must(node.columns[i], 'column').name
      return e.kind === 'input' && e.index === i && below.name === name && sameType(below.type, e.type)
    })
    return identity ? node.input : undefined
  },
}
