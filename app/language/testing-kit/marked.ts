import { LanguageDocument } from '../language-document.ts'
import { planStatement } from '../plan-statement.ts'

export const TABLES = `CREATE TABLE orders (
  id BIGINT,
  item STRING NOT NULL,
  price DECIMAL(10, 2),
  address ROW<city STRING, zip INT>,
  tags ARRAY<STRING>,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED
) WITH ('connector' = 'kafka', 'format' = 'json');
CREATE TABLE payments (order_id BIGINT, amount DECIMAL(10, 2), paid TIMESTAMP(3)) WITH ('connector' = 'kafka');
CREATE VIEW big_orders AS SELECT id, price * 2 AS twice, ts FROM orders WHERE price > 10;
`

/** A document whose text has a `¦` where the caret stands. */
export function marked(
  text: string,
  before = TABLES,
): { readonly document: LanguageDocument; readonly offset: number } {
  const whole = before + text
  const offset = whole.indexOf('¦')
  const document = new LanguageDocument(planStatement)
  document.setText(whole.replace('¦', ''))
  return { document, offset }
}

export function labels(text: string, before?: string): readonly string[] {
  const { document, offset } = marked(text, before)
  return document.complete(offset).suggestions.map(({ label }) => label)
}
