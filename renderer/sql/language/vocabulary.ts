// What may come next, by the clause that the caret stands in. No grammar: a list of what authors write there.

export const CLAUSE_WORDS: Readonly<Record<string, readonly string[]>> = {
  '': ['SELECT', 'WITH', 'VALUES'],
  WITH: ['AS', 'SELECT'],
  SELECT: [
    'DISTINCT',
    'FROM',
    'AS',
    'CASE WHEN',
    'THEN',
    'ELSE',
    'END',
    'CAST',
    'TRY_CAST',
    'OVER',
    'PARTITION BY',
    'ORDER BY',
    'INTERVAL',
    'NULL',
    'TRUE',
    'FALSE',
    'AND',
    'OR',
    'NOT',
    'FILTER (WHERE',
  ],
  FROM: [
    'WHERE',
    'JOIN',
    'LEFT JOIN',
    'FULL OUTER JOIN',
    'CROSS JOIN',
    'ON',
    'AS',
    'GROUP BY',
    'FOR SYSTEM_TIME AS OF',
    'TABLE',
    'TUMBLE',
    'HOP',
    'CUMULATE',
    'SESSION',
    'DESCRIPTOR',
    'INTERVAL',
    'UNNEST',
    'MATCH_RECOGNIZE',
    'UNION ALL',
    'ORDER BY',
    'LIMIT',
  ],
  ON: [
    'AND',
    'OR',
    'NOT',
    'BETWEEN',
    'INTERVAL',
    'IS NULL',
    'IS NOT NULL',
    'JOIN',
    'LEFT JOIN',
    'WHERE',
    'GROUP BY',
    'CAST',
  ],
  WHERE: [
    'AND',
    'OR',
    'NOT',
    'IN',
    'BETWEEN',
    'LIKE',
    'IS NULL',
    'IS NOT NULL',
    'EXISTS',
    'INTERVAL',
    'CASE WHEN',
    'CAST',
    'GROUP BY',
    'UNION ALL',
    'ORDER BY',
  ],
  GROUP: ['BY', 'GROUPING SETS', 'ROLLUP', 'CUBE', 'HAVING', 'UNION ALL', 'ORDER BY'],
  HAVING: ['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'UNION ALL', 'ORDER BY'],
  ORDER: ['BY', 'ASC', 'DESC', 'LIMIT'],
}

/** Words that begin a clause; what they offer holds until the next one. */
export const isClause = (key: string): boolean => key !== '' && key in CLAUSE_WORDS

/** Functions that authors reach for most. */
export const FUNCTIONS: readonly string[] = `
  ABS AVG CARDINALITY CEIL CHAR_LENGTH COALESCE CONCAT CONCAT_WS COUNT CURRENT_TIMESTAMP DATE_FORMAT DENSE_RANK
  EXTRACT FIRST_VALUE FLOOR FROM_UNIXTIME GREATEST IF IFNULL JSON_EXISTS JSON_QUERY JSON_VALUE LAG LAST_VALUE LEAD
  LEAST LISTAGG LOWER LPAD MAX MD5 MIN MOD NULLIF POSITION POWER PROCTIME RANK REGEXP_EXTRACT REGEXP_REPLACE REPLACE
  ROUND ROW_NUMBER RPAD SHA256 SPLIT_INDEX SUBSTRING SUM TIMESTAMPADD TIMESTAMPDIFF TO_DATE TO_TIMESTAMP
  TO_TIMESTAMP_LTZ TRIM UNIX_TIMESTAMP UPPER`
  .trim()
  .split(/\s+/)
