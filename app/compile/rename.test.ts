import { describe, expect, it } from 'vitest'
import { must } from '../base/assert.ts'
import { renameInSql, renameReferences } from './rename.ts'
import { sampleFlow, sink, source } from './testing-kit/sample-flow.ts'

describe('a renamed table in SQL', () => {
  it.each([
    ['SELECT id FROM orders', 'SELECT id FROM bids'],
    ['SELECT orders.id, o.x FROM orders AS o', 'SELECT bids.id, o.x FROM bids AS o'],
    ['SELECT * FROM a, orders JOIN orders ON a.id = orders.id', 'SELECT * FROM a, bids JOIN bids ON a.id = bids.id'],
    [
      'SELECT * FROM TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL 1 DAY)',
      'SELECT * FROM TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL 1 DAY)',
    ],
    ['SELECT * FROM `orders`', 'SELECT * FROM bids'],
    ['SELECT orders, x AS orders FROM t', 'SELECT orders, x AS orders FROM t'],
    ['SELECT a, orders FROM t GROUP BY a, orders', 'SELECT a, orders FROM t GROUP BY a, orders'],
    ["SELECT 'FROM orders' FROM orders -- FROM orders", "SELECT 'FROM orders' FROM bids -- FROM orders"],
    ['SELECT t.orders FROM t', 'SELECT t.orders FROM t'],
    ['SELECT * FROM ORDERS', 'SELECT * FROM ORDERS'],
  ])('%s', (before, after) => {
    expect(renameInSql(before, 'orders', 'bids')).toBe(after)
  })

  it('is quoted where its name needs it', () => {
    expect(renameInSql('SELECT * FROM orders', 'orders', 'my `bids`')).toBe('SELECT * FROM `my ``bids```')
    expect(renameInSql('SELECT * FROM orders', 'orders', 'select')).toBe('SELECT * FROM `select`')
  })
})

describe('a renamed node', () => {
  it('changes the nodes that read it and no others', () => {
    const sql = 'SELECT id FROM orders'
    const graph = sampleFlow(
      {
        orders: source(),
        q: { kind: 'sql', sql },
        f: { kind: 'filter', condition: 'orders.id > 1' },
        r: { kind: 'sql', sql },
        out: sink(),
      },
      [
        ['orders', 'q'],
        ['orders', 'f'],
        ['q', 'out'],
      ],
    )
    const changed = renameReferences(graph, must(graph.nodes.get('node_0')), 'bids')
    expect([...changed].map(([node, config]) => [node.name, config])).toEqual([
      ['f', { kind: 'filter', condition: 'bids.id > 1' }],
      ['q', { kind: 'sql', sql: 'SELECT id FROM bids' }],
    ])
  })
})
