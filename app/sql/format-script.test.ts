import { describe, expect, it } from 'vitest'
import { formatScript } from './format-script.ts'
import { parseScript } from './parse-script.ts'
import { EXPRESSION_SAMPLES, STATEMENT_SAMPLES } from './testing-kit/samples.ts'
import { withoutSpans } from './without-spans.ts'

describe('formatting a script', () => {
  it('puts one clause on a line and keywords in capitals', () => {
    expect(formatScript('select a,count( * ) n from t where b>-1 group by a order by a desc;set')).toBe(
      'SELECT a, COUNT(*) n\nFROM t\nWHERE b > -1\nGROUP BY a\nORDER BY a DESC;\n\nSET\n',
    )
  })

  it('gives every column and option of a table a line', () => {
    expect(
      formatScript(
        "create table if not exists t(key int,x array<row<a int,b int>>,primary key(key) not enforced)with('a'='b')",
      ),
    ).toBe(
      `CREATE TABLE IF NOT EXISTS t(
  key INT,
  x ARRAY<ROW<a INT, b INT>>,
  PRIMARY KEY (key) NOT ENFORCED
)
WITH (
  'a' = 'b'
)
`,
    )
  })

  it('leaves names alone that are keywords elsewhere', () => {
    expect(formatScript('select key, desc, view from last order by desc desc')).toBe(
      'SELECT key, desc, view\nFROM last\nORDER BY desc DESC\n',
    )
  })

  it('leaves a statement that cannot be read as it is, and formats the others', () => {
    expect(formatScript('select  a,\n  from t;select  b from t where')).toBe(
      'select  a,\n  from t;\n\nselect  b from t where\n',
    )
    expect(formatScript('select  a;select  b b b')).toBe('SELECT a;\n\nselect  b b b\n')
  })

  it('keeps every comment at its line', () => {
    const text = `-- all orders
SELECT a, -- the key
       b /* the value */
FROM t -- the table
-- only the new ones
WHERE c; -- done
-- the end
`
    expect(formatScript(text)).toBe(`-- all orders
SELECT
  a, -- the key
  b /* the value */
FROM t -- the table
  -- only the new ones
WHERE c; -- done

-- the end
`)
  })

  it('keeps options that are set without quotes letter by letter', () => {
    expect(formatScript('SET   table.exec.Source = a-b.c')).toBe('SET table.exec.Source = a-b.c\n')
  })

  it('gives back a text that is no SQL', () => {
    expect(formatScript('select  "a')).toBe('select  "a')
  })

  it.each([...STATEMENT_SAMPLES, ...EXPRESSION_SAMPLES.map((text) => `SELECT ${text} FROM t`)])(
    'changes no meaning, and nothing the second time: %s',
    (text) => {
      const formatted = formatScript(text)
      expect(withoutSpans(parseScript(formatted))).toEqual(withoutSpans(parseScript(text)))
      expect(formatScript(formatted)).toBe(formatted)
    },
  )
})
