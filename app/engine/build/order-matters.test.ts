import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'
import { orderMatters } from './order-matters.ts'

/** Of each join of a query, sources first, whether the order of its rows within a moment shows. */
function ordersOf(query: string): readonly boolean[] {
  const session = new Session({ config: [], tables: new Map() })
  for (const name of ['a', 'b', 'c']) {
    session.execute(`CREATE TABLE ${name} (id INT, n INT) WITH ('connector'='kafka', 'format'='json')`)
  }
  const outcome = session.execute(query)
  if (outcome.kind !== 'job') throw new Error(outcome.kind)
  const found = orderMatters(outcome.plan)
  return outcome.plan.nodes.filter(({ kind }) => kind === 'Join').map((node) => found.has(node))
}

describe('orderMatters', () => {
  it('says no where rows that only come are joined further and then leave', () => {
    expect(ordersOf('SELECT a.n, b.n, c.n FROM a JOIN b ON a.id = b.id JOIN c ON b.n = c.id')).toEqual([false, false])
  })

  it('says yes below what keeps state of its rows one by one', () => {
    expect(
      ordersOf('SELECT x, COUNT(y) FROM (SELECT a.n AS x, b.n AS y FROM a JOIN b ON a.id = b.id) GROUP BY x'),
    ).toEqual([true])
  })

  it('says yes of both joins where an aggregation stands above them', () => {
    const joined = 'SELECT a.n AS x, c.n AS y FROM a JOIN b ON a.id = b.id JOIN c ON b.n = c.id'
    expect(ordersOf(`SELECT x, COUNT(y) FROM (${joined}) GROUP BY x`)).toEqual([true, true])
  })

  it('says yes below a join that pads, as it takes back what it padded', () => {
    expect(ordersOf('SELECT a.n, b.n, c.n FROM a JOIN b ON a.id = b.id LEFT JOIN c ON b.n = c.id')).toEqual([
      true,
      false,
    ])
  })
})
