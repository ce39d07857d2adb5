import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlowGraph } from '../flow/graph.ts'
import { parseScript } from '../sql/parse-script.ts'
import { type ColumnResolver, compileFlow, sketchFlow } from './compile-flow.ts'
import { compileForTarget } from './compile-for-target.ts'
import { placeOfSpan, spanOfPlace } from './source-map.ts'
import { sampleFlow, sink, source } from './testing-kit/sample-flow.ts'

const columns: ColumnResolver = () => [{ name: 'id', type: 'BIGINT' }]
const codes = (graph: FlowGraph): readonly string[] => compileFlow(graph, columns).problems.map(({ code }) => code)

const chain = (sql: string): FlowGraph =>
  sampleFlow({ orders: source(), big: { kind: 'sql', sql }, out: sink() }, [
    ['orders', 'big'],
    ['big', 'out'],
  ])

describe('the script of a flow', () => {
  it('declares sources, views and sinks and inserts into all sinks at once', () => {
    const graph = sampleFlow(
      {
        orders: source(),
        big: { kind: 'filter', condition: 'amount > 100' },
        out: sink({ keys: ['id'], columns: [{ name: 'id', type: 'BIGINT' }], parallelism: 2 }),
        seen: { kind: 'print-sink', prefix: "it's" },
      },
      [
        ['orders', 'big'],
        ['big', 'out'],
        ['big', 'seen'],
      ],
      {
        settings: {
          timeAttribute: 'event',
          parallelism: 4,
          checkpointSeconds: 30,
          timeZone: 'UTC',
          options: [{ key: 'table.exec.state.ttl', value: '1 h' }],
        },
      },
    )
    const compiled = compileFlow(graph)
    expect(compiled.problems).toEqual([])
    expect(compileFlow(graph, () => undefined).script).toBe(`SET 'pipeline.name' = 'payments';
SET 'parallelism.default' = '4';
SET 'execution.checkpointing.interval' = '30 s';
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.state.ttl' = '1 h';

CREATE TEMPORARY TABLE \`orders\` (
  \`id\` BIGINT,
  \`amount\` DECIMAL(10, 2),
  \`ts\` BIGINT,
  \`event_time\` AS TO_TIMESTAMP_LTZ(\`ts\`, 3),
  WATERMARK FOR \`event_time\` AS \`event_time\` - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = 'broker:9092',
  'properties.group.id' = 'millrace',
  'scan.startup.mode' = 'latest-offset',
  'format' = 'json'
);

CREATE TEMPORARY VIEW \`big\` AS
SELECT * FROM \`orders\`
WHERE amount > 100;

CREATE TEMPORARY TABLE \`out\` (
  \`id\` BIGINT,
  PRIMARY KEY (\`id\`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'out',
  'properties.bootstrap.servers' = 'broker:9092',
  'key.format' = 'json',
  'value.format' = 'json',
  'sink.parallelism' = '2'
);

CREATE TEMPORARY TABLE \`seen\` (
  \`id\` BIGINT,
  \`amount\` DECIMAL(10, 2),
  \`ts\` BIGINT,
  \`event_time\` TIMESTAMP_LTZ(3)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'it''s'
);

EXECUTE STATEMENT SET
BEGIN
INSERT INTO \`out\` SELECT \`id\` FROM \`big\`;
INSERT INTO \`seen\` SELECT * FROM \`big\`;
END;
`)
  })

  it('has neither watermark nor computed column in processing time', () => {
    const graph = sampleFlow({ orders: source(), out: sink() }, [['orders', 'out']], {
      settings: { timeAttribute: 'processing', options: [] },
    })
    expect(compileFlow(graph, columns).script).not.toMatch(/WATERMARK|event_time/)
  })

  it('gives the computed event-time column a name that is free', () => {
    const taken = [
      { name: 'event_time', type: 'STRING' },
      { name: 'ts', type: 'BIGINT' },
    ]
    const graph = sampleFlow({ orders: source({ columns: taken }), out: sink() }, [['orders', 'out']])
    expect(compileFlow(graph, columns).script).toContain('WATERMARK FOR `event_time_2`')
  })

  it('does not depend on ids, places or the order of records', () => {
    const graph = chain('SELECT id FROM orders')
    const moved = [...graph.nodes.values()].reverse().map((node, index) => ({ ...node, x: index * 10, y: 7 }))
    const shuffled = { ...graph, nodes: new Map(moved.map((node) => [node.id, node])) }
    expect(compileFlow(shuffled, columns).script).toBe(compileFlow(graph, columns).script)
  })

  it('leaves comments and semicolons around a query out', () => {
    const { script } = compileFlow(chain('-- big ones\nSELECT id FROM orders; -- done'), columns)
    expect(script).toContain('AS\nSELECT id FROM orders;\n')
  })

  it('comes statement by statement for a gateway', () => {
    const target = compileForTarget(compileFlow(chain('SELECT id FROM orders'), columns))
    expect(target.settings).toEqual(["SET 'pipeline.name' = 'payments'"])
    expect(target.definitions.map((text) => text.split(' (')[0]?.split('\n')[0])).toEqual([
      'CREATE TEMPORARY TABLE `orders`',
      'CREATE TEMPORARY VIEW `big` AS',
      'CREATE TEMPORARY TABLE `out`',
    ])
    expect(target.job).toBe('EXECUTE STATEMENT SET\nBEGIN\nINSERT INTO `out` SELECT * FROM `big`;\nEND')
  })
})

describe('a flow that cannot be a script', () => {
  it.each([
    ['a statement behind the query', 'SELECT id FROM orders; DROP TABLE orders'],
    ['something else than a query', 'DROP TABLE orders'],
    ['a comment without an end', 'SELECT id FROM orders /* '],
    ['a string without an end', "SELECT 'id FROM orders"],
  ])('refuses %s', (_what, sql) => {
    const compiled = compileFlow(chain(sql), columns)
    expect(compiled.problems.map(({ place }) => place)).toMatchObject([{ kind: 'node', node: 'node_1', field: 'sql' }])
    expect(compiled.script).not.toContain('DROP')
  })

  it('refuses a condition that is more than a condition', () => {
    const graph = sampleFlow(
      { orders: source(), f: { kind: 'filter', condition: 'TRUE UNION SELECT 1' }, out: sink() },
      [
        ['orders', 'f'],
        ['f', 'out'],
      ],
    )
    expect(compileFlow(graph, columns).problems).toMatchObject([{ place: { node: 'node_1', field: 'condition' } }])
  })

  it('has to look at and edit also what cannot be read, but never to run', () => {
    const graph = sampleFlow(
      {
        orders: source(),
        f: { kind: 'filter', condition: 'id > ' },
        q: { kind: 'sql', sql: 'SELCT id FROM f -- soon' },
        empty: { kind: 'sql', sql: '' },
        out: sink(),
      },
      [
        ['orders', 'f'],
        ['f', 'q'],
        ['q', 'empty'],
        ['empty', 'out'],
      ],
    )
    expect(compileFlow(graph, columns).script).not.toMatch(/SELCT|id > /)
    const { script, pieces } = sketchFlow(graph, columns)
    expect(script).toContain('CREATE TEMPORARY VIEW `f` AS\nSELECT * FROM `orders`\nWHERE id > ;')
    expect(script).toContain('CREATE TEMPORARY VIEW `q` AS\nSELCT id FROM f -- soon;')
    expect(script).toContain('CREATE TEMPORARY VIEW `empty` AS\n;')
    expect(spanOfPlace(pieces, { node: 'node_2', field: 'sql', span: { start: 0, end: 5 } })).toEqual({
      start: script.indexOf('SELCT'),
      end: script.indexOf('SELCT') + 5,
    })
  })

  it('refuses a type that is more than a type', () => {
    const columnsOfMore = [{ name: 'ts', type: 'BIGINT, x INT' }]
    const graph = sampleFlow({ orders: source({ columns: columnsOfMore }), out: sink() }, [['orders', 'out']], {
      settings: { timeAttribute: 'processing', options: [] },
    })
    const compiled = compileFlow(graph, columns)
    expect(compiled.problems.map(({ place }) => place)).toEqual([
      { kind: 'node', flow: 'flow_1', node: 'node_0', field: 'columns' },
    ])
    expect(compiled.statements.map(({ purpose }) => purpose)).toEqual(['setting'])
  })

  it('says which table of a query is not connected and which does not exist', () => {
    const graph = sampleFlow(
      { a: source(), b: source(), q: { kind: 'sql', sql: 'SELECT * FROM a, b, c' }, out: sink() },
      [
        ['a', 'q'],
        ['q', 'out'],
      ],
    )
    const found = compileFlow(graph, columns).problems.filter(({ severity }) => severity === 'error')
    expect(found).toMatchObject([
      { code: 'compile.not-connected', place: { node: 'node_2', field: 'sql', span: { start: 17, end: 18 } } },
      { code: 'compile.unknown-node', place: { node: 'node_2', field: 'sql', span: { start: 20, end: 21 } } },
    ])
  })

  it('knows the names that WITH defines', () => {
    expect(codes(chain('WITH x AS (SELECT id FROM orders) SELECT id FROM x'))).toEqual([])
  })

  it('warns of an edge whose rows the query does not read', () => {
    expect(codes(chain('SELECT 1'))).toEqual(['compile.unread-input'])
  })

  it('says that the columns of a sink cannot be derived', () => {
    const compiled = compileFlow(chain('SELECT id FROM orders'), () => undefined)
    expect(compiled.problems).toMatchObject([{ code: 'compile.columns-unknown', place: { node: 'node_2' } }])
  })

  it('can still be tested without servers and topics', () => {
    const graph = sampleFlow({ orders: source({ servers: '', topic: '' }), out: sink() }, [['orders', 'out']])
    expect(codes(graph)).toEqual(['field.required', 'field.required'])
    expect(compileFlow(graph, columns).script).toContain('INSERT INTO `out`')
  })
})

describe('the source map', () => {
  const compiled = compileFlow(chain('\n  SELECT id\n  FROM orders'), columns)

  it('leads from the script into the text of the node and back', () => {
    const start = compiled.script.indexOf('FROM orders')
    const place = placeOfSpan(compiled.pieces, { start, end: start + 4 })
    expect(place).toEqual({ node: 'node_1', field: 'sql', span: { start: 15, end: 19 } })
    expect(place && spanOfPlace(compiled.pieces, place)).toEqual({ start, end: start + 4 })
  })

  it('leads from an option to the field that it comes from', () => {
    const start = compiled.script.indexOf("'topic'")
    expect(placeOfSpan(compiled.pieces, { start, end: start + 3 })).toEqual({ node: 'node_0', field: 'topic' })
  })

  it('leads from the insert to the sink and from a setting nowhere', () => {
    const start = compiled.script.indexOf('INSERT INTO')
    expect(placeOfSpan(compiled.pieces, { start, end: start + 6 })).toEqual({ node: 'node_2' })
    expect(placeOfSpan(compiled.pieces, { start: 0, end: 3 })).toBeUndefined()
  })

  it('finds the end of a query, where something is missing', () => {
    const end = compiled.script.indexOf('FROM orders') + 'FROM orders'.length
    expect(placeOfSpan(compiled.pieces, { start: end, end })).toMatchObject({ node: 'node_1', field: 'sql' })
  })
})

describe('texts of the author', () => {
  const nasty = fc
    .string({
      unit: fc.constantFrom("'", '`', '"', ';', '-', '/', '*', '\n', '\\', '$', '{', '}', ' ', 'a', '\u2028', '中'),
    })
    .filter((text) => text.trim() !== '')
  const name = nasty.map((text) => text.replace(/\p{Cc}/gu, '_'))

  it('never become SQL, whatever they hold', () => {
    fc.assert(
      fc.property(name, name, nasty, nasty, nasty, (node, column, topic, value, flow) => {
        const graph = sampleFlow(
          {
            [node]: source({
              topic,
              columns: [{ name: column, type: 'BIGINT' }],
              eventTime: { column, delayMs: 1 },
              properties: [{ key: `x${value}`, value }],
            }),
            [`${node}!`]: { kind: 'print-sink', prefix: value },
          },
          [[node, `${node}!`]],
          { name: flow },
        )
        const { statements, diagnostics } = parseScript(compileFlow(graph, columns).script)
        expect(diagnostics).toEqual([])
        expect(statements.map(({ kind }) => kind)).toEqual(['set', 'create-table', 'create-table', 'statement-set'])
        const table = statements[1]
        expect(table?.kind === 'create-table' && table.options.find(({ key }) => key === 'topic')?.value).toBe(topic)
        expect(table?.kind === 'create-table' && table.name.parts.map((part) => part.name)).toEqual([node])
      }),
      { numRuns: 300 },
    )
  })
})
