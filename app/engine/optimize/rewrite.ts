import { assert } from '../../base/assert.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Applies the rules everywhere, inputs first, until none applies. Shared nodes stay shared. */
export function rewrite(root: LogicalNode, rules: readonly Rule[], context: RuleContext): LogicalNode {
  const done = new Map<LogicalNode, LogicalNode>()
  let steps = 0

  const visit = (node: LogicalNode): LogicalNode => {
    const known = done.get(node)
    if (known !== undefined) return known
    const below = withInputs(node, inputsOf(node).map(visit))
    const result = settle(below)
    done.set(node, result)
    done.set(result, result)
    return result
  }

  const settle = (node: LogicalNode): LogicalNode => {
    for (const rule of rules) {
      const next = rule.apply(node, context)
      if (next === undefined) continue
      assert(++steps < MAX_STEPS, `rule ${rule.name} does not end`)
      return visit(next)
    }
    return node
  }

  return visit(root)
}

const MAX_STEPS = 100_000
