import { must } from '../../base/assert.ts'
import type { Expr, Values } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isExact } from '../../types/type-family.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { assertFloatDigits } from '../expr/float-digits.ts'
import type { LogicalNode } from '../logical/node.ts'
import { values } from '../logical/values.ts'
import { castTo } from './cast-to.ts'
import { commonColumnType } from './common-column-type.ts'
import { refusing } from './enclosing-scope.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import { timesAmongOthers } from './mixed-columns.ts'
import { RelationScope } from './scope.ts'

/** VALUES (…), (…): each column has the common type of its rows. */
export function bindValues(syntax: Values, env: BindEnvironment): LogicalNode {
  const context = plainContext(env, 'VALUES')
  const scope = new RelationScope([]).within(env.outer && refusing(env.outer, 'in VALUES'))
  const rows = syntax.rows.map((row) =>
    rowItems(row).map((item) => {
      const bound = bindExpression(item, scope, context)
      // A NULL needs a cast, whatever the other rows say of its column.
      if (bound.type.kind === 'NULL') throw sqlError('parse', 'null-column', "Illegal use of 'NULL'", item.span)
      return bound
    }),
  )
  const width = must(rows[0], 'row of VALUES').length
  if (rows.some((row) => row.length !== width)) {
    const message = 'Unequal number of entries in VALUES clause'
    throw sqlError('parse', 'values-width', message, syntax.span)
  }
  const cells = Array.from({ length: width }, (_, i) => rows.map((row) => must(row[i], 'value')))
  const untimely = cells.map((column) => timesAmongOthers(column.map((e) => e.type)))
  const types = cells.map((column, i): LogicalType => {
    const mismatch = 'Values passed to VALUES operator must have compatible types'
    const read = column.map((e) => e.type)
    return untimely[i] ?? commonColumnType(read, syntax.span, mismatch)
  })
  const columns = types.map((type, i) => ({ name: `EXPR$${i}`, type }))
  const areLiteral = rows.flat().every((cell) => cell.kind === 'constant' && cell.value !== null)
  const isWide = (column: readonly BoundExpr[], i: number): boolean =>
    types[i]?.kind === 'DOUBLE' && column.some(({ type }) => isExact(type))
  if (untimely.some((type) => type !== undefined) || (areLiteral && cells.some(isWide))) {
    const message = 'Incompatible types of expression and result type.'
    return values(columns, [], syntax.span, sqlError('plan', 'values-types', message, syntax.span))
  }
  const typed = rows.map((row) => row.map((expr, i): BoundExpr => castTo(expr, must(types[i], 'type'))))
  for (const expr of typed.flat()) assertFloatDigits(expr, 'in VALUES', context.constant)
  return values(columns, typed, syntax.span)
}

const rowItems = (row: Expr): readonly Expr[] => (row.kind === 'row' ? row.items : [row])
