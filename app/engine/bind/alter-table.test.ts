import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

/** The last statement's rows, or its mistake. */
function answer(...statements: readonly string[]): unknown {
  const session = new Session({ config: [], tables: new Map() })
  const outcomes = statements.map((text) => session.execute(text))
  const last = outcomes.at(-1)
  if (last?.kind === 'result') return last.rows
  return last?.kind === 'failed'
    ? `${last.diagnostic.phase}: ${last.diagnostic.message.split('\n').at(-1)}`
    : last?.kind
}

const TABLE = `CREATE TABLE b (id INT, name STRING, ts TIMESTAMP(3), twice AS id * 2,
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka')`

describe('ALTER TABLE', () => {
  it('puts a column where it is asked to stand', () => {
    expect(answer(TABLE, 'ALTER TABLE b ADD (z INT FIRST, zz INT AFTER z)', "SHOW COLUMNS FROM b LIKE 'z%'")).toEqual([
      ['z', 'INT', true, null, null, null],
      ['zz', 'INT', true, null, null, null],
    ])
  })

  it('keeps a key column NOT NULL when the key goes', () => {
    expect(answer(TABLE, 'ALTER TABLE b DROP PRIMARY KEY', "SHOW COLUMNS FROM b LIKE 'id'")).toEqual([
      ['id', 'INT', false, null, null, null],
    ])
  })

  it('types computed columns anew when what they are made from changes', () => {
    expect(answer(TABLE, 'ALTER TABLE b MODIFY id BIGINT', "SHOW COLUMNS FROM b LIKE 'twice'")).toEqual([
      ['twice', 'BIGINT', false, null, 'AS `id` * 2', null],
    ])
  })

  it('renames no column that another is made from', () => {
    expect(answer(TABLE, 'ALTER TABLE b RENAME id TO key')).toBe(
      'parse: The column `id` is referenced by computed column `twice`.',
    )
  })

  it('drops columns together with what is made from them', () => {
    expect(answer(TABLE, 'ALTER TABLE b DROP PRIMARY KEY', 'ALTER TABLE b DROP (id, twice)')).toEqual([['OK']])
  })
})

describe('SHOW CREATE TABLE', () => {
  it('writes types in full and options in their order', () => {
    expect(answer(TABLE, "ALTER TABLE b SET ('a' = 'it''s')", 'SHOW CREATE TABLE b')).toEqual([
      [
        `CREATE TABLE \`default_catalog\`.\`default_database\`.\`b\` (
  \`id\` INT NOT NULL,
  \`name\` VARCHAR(2147483647),
  \`ts\` TIMESTAMP(3),
  \`twice\` AS \`id\` * 2,
  WATERMARK FOR \`ts\` AS \`ts\` - INTERVAL '1' SECOND,
  CONSTRAINT \`PK_id\` PRIMARY KEY (\`id\`) NOT ENFORCED
)
WITH (
  'a' = 'it''s',
  'connector' = 'kafka'
)
`,
      ],
    ])
  })
})
