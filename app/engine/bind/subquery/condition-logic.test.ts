import { expect, it } from 'vitest'
import type { Expr } from '../../../sql/ast.ts'
import { parseExpression } from '../../../sql/parse-script.ts'
import { conditionLogic } from './condition-logic.ts'
import { standAlone, whereConjuncts } from './where-conjuncts.ts'

function where(condition: string): Expr {
  const { value, diagnostics } = parseExpression(condition)
  if (value === undefined) throw new Error(diagnostics[0]?.message ?? 'nothing was read')
  return value
}

const logicOf = (condition: string) => [...conditionLogic(where(condition), 'TRUE').values()]

it('tells what a place makes of UNKNOWN', () => {
  const subquery = 'a IN (SELECT b FROM u)'
  expect(logicOf(subquery)).toEqual(['TRUE'])
  expect(logicOf(`c AND ${subquery}`)).toEqual(['TRUE'])
  expect(logicOf(`c OR ${subquery}`)).toEqual(['TRUE_FALSE_UNKNOWN'])
  expect(logicOf(`(${subquery}) IS NOT TRUE`)).toEqual(['UNKNOWN_AS_FALSE'])
  expect(logicOf(`(${subquery}) IS FALSE`)).toEqual(['UNKNOWN_AS_TRUE'])
  expect(logicOf('a NOT IN (SELECT b FROM u)')).toEqual(['UNKNOWN_AS_TRUE'])
})

it('finds what stands alone once NOT has moved inward', () => {
  const alone = (condition: string) => standAlone(whereConjuncts(where(condition)))
  expect(alone('NOT (a IN (SELECT b FROM u) OR c)')).toBe(true)
  expect(alone('(EXISTS (SELECT b FROM u)) IS TRUE')).toBe(true)
  expect(alone('NOT (a IN (SELECT b FROM u) AND c)')).toBe(false)
  expect(alone('a > ALL (SELECT b FROM u)')).toBe(true)
  expect(alone('a > ALL (SELECT b FROM u) AND EXISTS (SELECT b FROM u)')).toBe(false)
})
