import { values } from '../../logical/values.ts'
import type { Rule } from '../rule.ts'

/** GROUP BY () without aggregate calls is one row, whatever its input: the input is never read. */
export const aggregateValues: Rule = {
  name: 'AggregateValuesRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.keys.length + node.calls.length + node.groupings.length > 0) return undefined
    return values([], [[]], node.span)
  },
}
