import type { SyntaxForm } from './declaration.ts'
import type { Docs } from './define.ts'

// What the syntax provides without a function of its own: for people to find beside the functions.

const form =
  (category: string) =>
  (name: string, docs: Docs, aliases: readonly string[] = []): SyntaxForm => ({
    kind: 'syntax',
    name,
    aliases,
    category,
    signatures: typeof docs[0] === 'string' ? [docs[0]] : docs[0],
    example: docs[1],
    summary: { en: docs[2], zh: docs[3] },
    status: 'implemented',
  })

/** Flink has it, this engine has not: every use is refused by name. */
const refused = (made: SyntaxForm, reason: string): SyntaxForm => ({ ...made, status: 'refused', reason })

const comparison = form('comparison')
const logical = form('logical')
const literal = form('temporal')
const access = form('valueaccess')
const conversion = form('conversion')
const grouping = form('grouping')
const pattern = form('match')
const table = form('table')
const time = form('temporal')

const truth = (name: string, en: string, zh: string): SyntaxForm =>
  logical(name, [`boolean ${name}`, `ok ${name}`, en, zh])

const windowTable = (name: string, sizes: string, example: string, en: string, zh: string): SyntaxForm =>
  table(name, [
    `${name}(TABLE table, DESCRIPTOR(time), ${sizes})`,
    `SELECT * FROM TABLE(${name}(TABLE examples, DESCRIPTOR(ts), ${example}))`,
    en,
    zh,
  ])

const groupWindow = (window: string, call: string): readonly SyntaxForm[] =>
  (
    [
      ['START', 'The first moment of a group window.', '分组窗口的起始时间。'],
      ['END', 'The moment after a group window.', '分组窗口的结束时间。'],
      ['ROWTIME', 'The last moment of a group window, as a time attribute.', '分组窗口的最后时刻（时间属性）。'],
      ['PROCTIME', 'The processing time, of a group window on it.', '基于处理时间的分组窗口的处理时间。'],
    ] as const
  ).map(([part, en, zh]) => {
    const [name, arguments_] = [`${window}_${part}`, part === 'PROCTIME' ? call.replace('ts', 'pt') : call]
    const example = `SELECT ${name}(${arguments_}) AS w FROM examples GROUP BY ${window}(${arguments_})`
    return grouping(name, [`${name}(time, size)`, example, en, zh])
  })

const NO_MODELS = 'Models are not known to the local engine.'
const NO_CHANGELOG_TABLES = 'Tables of changes are not known to the local engine.'

export const syntaxForms: readonly SyntaxForm[] = [
  comparison('IS NULL', ['value IS NULL', 'price IS NULL', 'Whether it is NULL.', '判断是否为 NULL。']),
  comparison('IS NOT NULL', [
    'value IS NOT NULL',
    'price IS NOT NULL',
    'Whether it is not NULL.',
    '判断是否不为 NULL。',
  ]),
  comparison('BETWEEN', [
    'value [NOT] BETWEEN [ASYMMETRIC | SYMMETRIC] low AND high',
    'price BETWEEN 1 AND 5',
    'Whether it lies between two values, these included.',
    '判断是否位于两值之间（含端点）。',
  ]),
  comparison('IN', [
    ['value [NOT] IN (value, …)', 'value [NOT] IN (query)'],
    "name IN ('a', 'b')",
    'Whether it is one of the values.',
    '判断是否为给定值之一。',
  ]),
  comparison('EXISTS', [
    'EXISTS (query)',
    'SELECT id FROM examples WHERE EXISTS (SELECT 1 FROM others WHERE others.id = examples.id)',
    'Whether the query has a row.',
    '判断子查询是否有行。',
  ]),
  logical('AND', ['a AND b', 'ok AND price > 5', 'Whether both hold.', '逻辑与。']),
  logical('OR', ['a OR b', 'ok OR price > 5', 'Whether one of them holds.', '逻辑或。']),
  logical('NOT', ['NOT a', 'NOT ok', 'The opposite.', '逻辑非。']),
  truth('IS TRUE', 'Whether it is TRUE, never NULL.', '是否为 TRUE，结果不为 NULL。'),
  truth('IS NOT TRUE', 'Whether it is FALSE or NULL.', '是否为 FALSE 或 NULL。'),
  truth('IS FALSE', 'Whether it is FALSE, never NULL.', '是否为 FALSE，结果不为 NULL。'),
  truth('IS NOT FALSE', 'Whether it is TRUE or NULL.', '是否为 TRUE 或 NULL。'),
  truth('IS UNKNOWN', 'Whether it is NULL.', '是否未知（NULL）。'),
  truth('IS NOT UNKNOWN', 'Whether it is not NULL.', '是否已知（非 NULL）。'),
  conversion('CAST', ['CAST(value AS type)', "CAST('42' AS INT)", 'The value as another type.', '转换为另一类型。']),
  conversion('TRY_CAST', [
    'TRY_CAST(value AS type)',
    "TRY_CAST('x' AS INT)",
    'The value as another type, NULL where that fails.',
    '转换为另一类型，失败时返回 NULL。',
  ]),
  literal('DATE', ["DATE 'yyyy-MM-dd'", "DATE '2024-01-31'", 'A date.', '日期字面量。']),
  literal('TIME', ["TIME 'HH:mm:ss'", "TIME '10:11:12'", 'A time of day.', '时间字面量。']),
  literal('TIMESTAMP', [
    "TIMESTAMP 'yyyy-MM-dd HH:mm:ss[.fraction]'",
    "TIMESTAMP '2024-01-31 10:11:12'",
    'A time stamp.',
    '时间戳字面量。',
  ]),
  literal('INTERVAL', [
    "INTERVAL 'value' unit [TO unit]",
    "INTERVAL '1 02:03' DAY TO MINUTE",
    'A length of time.',
    '时间间隔字面量。',
  ]),
  time('SOURCE_WATERMARK', [
    'WATERMARK FOR time AS SOURCE_WATERMARK()',
    "CREATE TABLE sourced (ts TIMESTAMP(3), WATERMARK FOR ts AS SOURCE_WATERMARK()) WITH ('connector' = 'kafka', 'format' = 'json')",
    'In a table’s definition: watermarks come with the source.',
    '用于表定义：水位线由数据源提供。',
  ]),
  access('.', ['row.field', 'address.zip', 'A field of a row.', '行的字段。']),
  access('.*', ['row.*', 'SELECT e.address.* FROM examples AS e', 'All fields of a row.', '行的所有字段。']),
  grouping(
    'GROUPING',
    [
      'GROUPING(expression, …)',
      'SELECT GROUPING(name) AS g FROM examples GROUP BY GROUPING SETS ((name), ())',
      'Which of the expressions the grouping set left out, as bits.',
      '以位标识被分组集合省略的表达式。',
    ],
    ['GROUPING_ID'],
  ),
  grouping('GROUP_ID', [
    'GROUP_ID()',
    'SELECT name, GROUP_ID() AS g FROM examples GROUP BY name',
    'The number of a grouping set among its equals.',
    '相同分组集合中的序号。',
  ]),
  ...groupWindow('TUMBLE', "ts, INTERVAL '1' MINUTE"),
  ...groupWindow('HOP', "ts, INTERVAL '1' MINUTE, INTERVAL '5' MINUTE"),
  ...groupWindow('SESSION', "ts, INTERVAL '1' MINUTE"),
  windowTable('TUMBLE', 'size[, offset]', "INTERVAL '1' MINUTE", 'Rows in windows of one size.', '滚动窗口。'),
  windowTable(
    'HOP',
    'slide, size[, offset]',
    "INTERVAL '1' MINUTE, INTERVAL '5' MINUTE",
    'Rows in windows that overlap.',
    '滑动窗口。',
  ),
  windowTable(
    'CUMULATE',
    'step, size[, offset]',
    "INTERVAL '1' MINUTE, INTERVAL '5' MINUTE",
    'Rows in windows that grow.',
    '累积窗口。',
  ),
  windowTable('SESSION', 'gap', "INTERVAL '1' MINUTE", 'Rows in windows that a gap ends.', '会话窗口。'),
  table('DESCRIPTOR', [
    'DESCRIPTOR(column, …)',
    "SELECT * FROM TABLE(TUMBLE(TABLE examples, DESCRIPTOR(ts), INTERVAL '1' MINUTE))",
    'Columns as an argument of a table function.',
    '作为表函数参数的列。',
  ]),
  ...(
    [
      [
        'FIRST',
        'FIRST(variable.column[, n])',
        'FIRST(A.price)',
        'The value in the first row of a variable.',
        '变量首行的值。',
      ],
      [
        'LAST',
        'LAST(variable.column[, n])',
        'LAST(A.price)',
        'The value in the last row of a variable.',
        '变量末行的值。',
      ],
      ['CLASSIFIER', 'CLASSIFIER()', 'CLASSIFIER()', 'The variable that the row was mapped to.', '该行映射到的变量。'],
      ['MATCH_ROWTIME', 'MATCH_ROWTIME([time])', 'MATCH_ROWTIME()', 'The row time of the match.', '匹配的事件时间。'],
      [
        'MATCH_PROCTIME',
        'MATCH_PROCTIME()',
        'MATCH_PROCTIME()',
        'The processing time of the match.',
        '匹配的处理时间。',
      ],
      ['PREV', 'PREV(column)', 'PREV(A.price)', 'The value in the row before, in DEFINE.', '前一行的值，用于 DEFINE。'],
      ['NEXT', 'NEXT(column)', 'NEXT(A.price)', 'The value in the row behind, in DEFINE.', '后一行的值，用于 DEFINE。'],
    ] as const
  ).map(([name, signature, example, en, zh]) => {
    const made = pattern(name, [
      signature,
      `SELECT * FROM examples MATCH_RECOGNIZE (ORDER BY ts MEASURES ${example} AS m PATTERN (A B) DEFINE A AS A.price > 1, B AS B.price > 2)`,
      en,
      zh,
    ])
    const unknown = name === 'PREV' || name === 'NEXT'
    return unknown ? refused(made, 'Flink refuses it in streaming mode.') : made
  }),
  refused(
    table('ML_PREDICT', [
      'ML_PREDICT(TABLE table, MODEL model, DESCRIPTOR(column))',
      'SELECT * FROM ML_PREDICT(TABLE examples, MODEL m, DESCRIPTOR(price))',
      'Rows with a model’s predictions.',
      '附加模型预测结果的行。',
    ]),
    NO_MODELS,
  ),
  refused(
    table('ML_EVALUATE', [
      'ML_EVALUATE(TABLE table, MODEL model, …)',
      'SELECT * FROM ML_EVALUATE(TABLE examples, MODEL m, DESCRIPTOR(price), DESCRIPTOR(n))',
      'How well a model predicts.',
      '评估模型的预测效果。',
    ]),
    NO_MODELS,
  ),
  refused(
    table('VECTOR_SEARCH', [
      'VECTOR_SEARCH(TABLE table, DESCRIPTOR(column), value, n)',
      'SELECT * FROM VECTOR_SEARCH(TABLE examples, DESCRIPTOR(price), 1, 3)',
      'The rows nearest to a vector.',
      '与向量最接近的行。',
    ]),
    NO_MODELS,
  ),
  ...['FROM_CHANGELOG', 'TO_CHANGELOG'].map((name) =>
    refused(
      table(name, [
        `${name}(TABLE table)`,
        `SELECT * FROM ${name}(TABLE examples)`,
        'Between a table and the list of its changes.',
        '表与其变更记录之间的转换。',
      ]),
      NO_CHANGELOG_TABLES,
    ),
  ),
]
