import type { FunctionDeclaration, SyntaxForm } from './declaration.ts'
import { overFunctions } from './over/over-functions.ts'
import { allFunctions } from './registry.ts'
import { syntaxForms } from './syntax-forms.ts'

/** Known by name and type, so that their refusal is the one that Flink gives when it plans a stream. */
const BATCH_ONLY = ['APPROX_COUNT_DISTINCT', 'LEAD', 'NTILE', 'PERCENT_RANK', 'CUME_DIST']

/** All that Flink SQL calls a function or an operator, for people to look up. */
export const documentedFunctions: readonly (FunctionDeclaration | SyntaxForm)[] = [
  ...[...allFunctions, ...overFunctions.values()].map(withRefusal),
  ...syntaxForms,
]

function withRefusal(fn: FunctionDeclaration): FunctionDeclaration {
  if (!BATCH_ONLY.includes(fn.name)) return fn
  return { ...fn, status: 'refused', reason: 'Flink refuses it in streaming mode.' }
}

/** Tables with whatever the examples refer to. */
export const EXAMPLE_TABLES: readonly string[] = [
  `CREATE TABLE examples (
  id INT, a INT, b INT, n INT, price DECIMAL(10, 2), latency DOUBLE, ok BOOLEAN,
  name STRING, name2 STRING, city STRING, status STRING, tag STRING, item STRING, user_id STRING,
  tags ARRAY<STRING>, address ROW<city STRING, zip INT>, ts TIMESTAMP(3), ts2 TIMESTAMP(3), pt AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND
) WITH ('connector' = 'kafka', 'format' = 'json')`,
  "CREATE TABLE others (id INT) WITH ('connector' = 'kafka', 'format' = 'json')",
]

/** The statement that an example stands for. */
export const exampleStatement = (example: string): string =>
  /^(?:SELECT|CREATE) /.test(example) ? example : `SELECT ${example} AS example FROM examples`
