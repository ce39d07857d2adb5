import { describe, expect, it } from 'vitest'
import { Cursor } from '../../sql/cursor.ts'
import { parseExpr } from '../../sql/parse-expression.ts'
import { definitionText } from './definition-text.ts'

const text = (sql: string): string => definitionText(parseExpr(new Cursor(sql)))

// What real Flink shows in DESCRIBE for a column computed so.
describe('definitionText', () => {
  it.each([
    ['(a + b) * 2', '(`a` + `b`) * 2'],
    ['(a - b) - 1', '`a` - `b` - 1'],
    ['-a', '- `a`'],
    ['a * -1', '`a` * -1'],
    ['NOT (a > 1)', 'NOT `a` > 1'],
    ['(a > 1) = (b > 1)', '`a` > 1 = (`b` > 1)'],
    ['a BETWEEN 1 AND 2', '`a` BETWEEN ASYMMETRIC 1 AND 2'],
    ['CASE a WHEN 1 THEN 2 END', 'CASE WHEN `a` = 1 THEN 2 ELSE NULL END'],
    ['NULLIF(a, 0)', 'CASE WHEN `a` = 0 THEN NULL ELSE `a` END'],
    ['upper(c)', 'UPPER(`c`)'],
    ['TRIM(c)', "TRIM(BOTH ' ' FROM `c`)"],
    ['DAYOFWEEK(ts)', 'EXTRACT(DOW FROM `ts`)'],
    ['CAST(c AS INT)', 'CAST(`c` AS INTEGER)'],
    ['TO_TIMESTAMP_LTZ(x, 3)', '`TO_TIMESTAMP_LTZ`(`x`, 3)'],
    ["'é'", "u&'\\00e9'"],
    ['r.g.h', '`r`.`g`.`h`'],
  ])('shows %s as %s', (sql, shown) => {
    expect(text(sql)).toBe(shown)
  })

  it('refuses what it has no text for', () => {
    expect(() => text("JSON_VALUE(c, '$.a')")).toThrow('JSON_VALUE')
  })
})
