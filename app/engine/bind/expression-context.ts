import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { isLegacyCast } from '../catalog/configuration.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import type { BindContext } from './expression/context.ts'
import { isGroupWindowFunction, strayWindowFunction } from './stray-window-function.ts'

/** The clause that an expression stands in, as Flink's messages name it. */
export type Clause = 'SELECT' | 'WHERE' | 'GROUP BY' | 'ON' | 'HAVING' | 'QUALIFY' | 'VALUES' | 'a column'

const GROUPING_FUNCTIONS: ReadonlySet<string> = new Set(['GROUPING', 'GROUPING_ID', 'GROUP_ID'])

/** The context of an expression outside an aggregation: aggregate calls are refused. */
export function plainContext(env: BindEnvironment, clause: Clause): BindContext {
  return {
    zone: env.zone,
    legacyCast: isLegacyCast(env.config),
    lookup: (name) => env.lookup(name),
    constant: (expr) => env.constant(expr),
    computesLiterals: clause !== 'WHERE' && clause !== 'QUALIFY',
    onAggregate(call) {
      // Flink makes such a table, and fails when it is read
      if (clause === 'a column') throw unsupported('an aggregate in a computed column', call.span)
      throw sqlError('parse', 'aggregate-place', `Aggregate expression is illegal in ${clause} clause`, call.span)
    },
    onOver(call) {
      if (clause === 'SELECT') throw unsupported('OVER', call.span)
      if (clause === 'a column') throw unsupported('OVER in a computed column', call.span)
      const message = `Windowed aggregate expression is illegal in ${clause} clause`
      throw sqlError('parse', 'over-place', message, call.span)
    },
    onSubquery(node) {
      throw unsupported('subquery in an expression', node.span)
    },
    onQueryFunction(call, scope) {
      const name = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
      if (GROUPING_FUNCTIONS.has(name)) {
        const message = `${name} operator may only occur in an aggregate query`
        throw sqlError('parse', 'grouping-place', message, call.span)
      }
      if (isGroupWindowFunction(name)) {
        if (clause === 'a column') throw unsupported(`${name} in a computed column`, call.span)
        const bind = () => call.args.map((arg) => bindExpression(arg, scope, plainContext(env, clause)))
        return strayWindowFunction(name, call, bind)
      }
      if (name.startsWith('MATCH_')) throw unsupported(name, call.span)
      return undefined
    },
  }
}
