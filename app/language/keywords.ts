// Words that may come next. No grammar: what authors write at such a place, in the order in which they do.

const words = (text: string): readonly string[] => text.trim().split(/\s*\|\s*/)

export const STATEMENT_WORDS = words(`SELECT | INSERT INTO | CREATE TABLE | CREATE TEMPORARY TABLE | CREATE VIEW |
  CREATE TEMPORARY VIEW | WITH | EXECUTE STATEMENT SET BEGIN | SET | RESET | EXPLAIN | DESCRIBE | SHOW TABLES |
  SHOW CREATE TABLE | DROP TABLE | DROP VIEW | ALTER TABLE | USE | VALUES`)

/** Where a value begins. */
export const OPERAND_WORDS = words(`CASE | CAST( | TRY_CAST( | NOT | NULL | TRUE | FALSE | INTERVAL | TIMESTAMP |
  DATE | EXISTS ( | ARRAY[ | MAP[ | ROW(`)

/** Where a value has ended, in any clause. */
const OPERATOR_WORDS = words(
  `AND | OR | IS NULL | IS NOT NULL | IN ( | NOT IN ( | BETWEEN | LIKE | THEN | ELSE | WHEN | END`,
)

/** Where a value or a table has ended, by clause. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  SELECT: [...words('AS | FROM | OVER ( | FILTER (WHERE'), ...OPERATOR_WORDS],
  FROM: words(`AS | JOIN | LEFT JOIN | WHERE | GROUP BY | CROSS JOIN | FULL OUTER JOIN | RIGHT JOIN | ON | USING ( |
    FOR SYSTEM_TIME AS OF | MATCH_RECOGNIZE ( | UNION ALL | ORDER BY | LIMIT | HAVING | WINDOW | QUALIFY`),
  ON: [...OPERATOR_WORDS, ...words('JOIN | LEFT JOIN | WHERE | GROUP BY | ORDER BY | LIMIT')],
  WHERE: [...OPERATOR_WORDS, ...words('GROUP BY | ORDER BY | UNION ALL | LIMIT | HAVING')],
  GROUP: words('HAVING | ORDER BY | UNION ALL | LIMIT | QUALIFY'),
  HAVING: [...OPERATOR_WORDS, ...words('ORDER BY | UNION ALL | LIMIT | QUALIFY')],
  WINDOW: words('AS ('),
  QUALIFY: [...OPERATOR_WORDS, ...words('ORDER BY | LIMIT')],
  ORDER: words('ASC | DESC | NULLS FIRST | NULLS LAST | LIMIT'),
  '': OPERATOR_WORDS,
}

export const wordsAfter = (clause: string): readonly string[] => AFTER[clause] ?? []

/** Directly behind the word itself. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  SELECT: ['DISTINCT', '*'],
  GROUP: ['BY'],
  ORDER: ['BY'],
  PARTITION: ['BY'],
  BY: ['GROUPING SETS (', 'ROLLUP (', 'CUBE ('],
  FROM: ['TABLE(', 'UNNEST(', 'LATERAL TABLE('],
  JOIN: ['TABLE(', 'UNNEST(', 'LATERAL TABLE('],
  UNION: ['ALL', 'SELECT'],
  IS: ['NULL', 'NOT NULL', 'DISTINCT FROM', 'NOT DISTINCT FROM', 'TRUE', 'FALSE'],
  NOT: ['NULL', 'IN (', 'LIKE', 'BETWEEN', 'EXISTS (', 'ENFORCED'],
  LEFT: ['JOIN'],
  RIGHT: ['JOIN'],
  FULL: ['OUTER JOIN', 'JOIN'],
  OVER: ['('],
}
export const wordsBehind = (word: string): readonly string[] => BEHIND[word] ?? []

export const WINDOW_WORDS = words(`PARTITION BY | ORDER BY | ROWS BETWEEN | RANGE BETWEEN | UNBOUNDED PRECEDING |
  CURRENT ROW | PRECEDING | FOLLOWING | AND CURRENT ROW`)

export const UNITS = words('SECOND | MINUTE | HOUR | DAY | MONTH | YEAR | WEEK | QUARTER')
export const INTERVAL_UNITS = words('SECOND | SECONDS | MINUTE | MINUTES | HOUR | HOURS | DAY | DAYS | MONTH | YEAR')

export const TYPES =
  words(`STRING | BIGINT | INT | DOUBLE | DECIMAL(10, 2) | BOOLEAN | TIMESTAMP(3) | TIMESTAMP_LTZ(3) |
  DATE | TIME | FLOAT | SMALLINT | TINYINT | VARCHAR(255) | CHAR(10) | BYTES | VARBINARY(255) | ARRAY<STRING> |
  MAP<STRING, STRING> | MULTISET<STRING> | ROW<field STRING> | INTERVAL DAY TO SECOND | VARIANT`)

export const ELEMENT_WORDS = words(`PRIMARY KEY ( | WATERMARK FOR | CONSTRAINT`)
export const COLUMN_WORDS = words(
  `NOT NULL | METADATA | METADATA FROM '' | METADATA VIRTUAL | COMMENT '' | PRIMARY KEY NOT ENFORCED`,
)
