import { createRandom } from '../../app/base/random.ts'
import { LanguageDocument } from '../../app/language/language-document.ts'
import { planStatement } from '../../app/language/plan-statement.ts'
import { parseScript } from '../../app/sql/parse-script.ts'
import { rounded } from './statistics.ts'

/** To stay under, in milliseconds, at the 95th percentile. */
const TARGETS = { keystroke: 10, completion: 20 }
const PLACES = 250
const WARM_UP = 50
const WORD = 'name'
/** A script of a megabyte is read in so many milliseconds. */
const MEGABYTE = { bytes: 1_000_000, target: 300, times: 5 }

/**
 * How long an author waits: a letter of a word typed anywhere in a long script until its mistakes are known (planned,
 * as `millrace check` does), then the list of what may be written there, then what stands beside it.
 */
export function timeLanguage(wanted: number): number {
  timeParsing()
  const text = generateScript(wanted)
  const document = new LanguageDocument(planStatement)
  document.setText(text)
  if (document.diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error('the script that is measured has mistakes')
  const places = [...text.matchAll(/\b(?:SELECT|WHERE|FROM|BY|AS|ON) |[.,] |\.(?=\w)/g)].map(
    ({ index, 0: found }) => index + found.length,
  )
  const random = createRandom(1)
  const times = { keystroke: [] as number[], completion: [] as number[], hover: [] as number[] }
  for (let place = -WARM_UP; place < PLACES; place++) {
    const at = places[Math.floor(random() * places.length)] ?? 0
    for (let letters = 1; letters <= WORD.length; letters++) {
      const typed = text.slice(0, at) + WORD.slice(0, letters) + text.slice(at)
      const began = performance.now()
      document.setText(typed)
      const mistakes = document.diagnostics
      const told = performance.now()
      const { suggestions } = document.complete(at + letters)
      const listed = performance.now()
      document.hover(at + letters + 1)
      const shown = performance.now()
      if (place < 0 || mistakes.length + suggestions.length === 0) continue
      times.keystroke.push(told - began)
      times.completion.push(listed - told)
      times.hover.push(shown - listed)
    }
    document.setText(text)
  }
  const lines = text.split('\n').length
  const statements = document.outline().length
  for (const [what, milliseconds] of Object.entries(times)) {
    const sorted = milliseconds.sort((a, b) => a - b)
    const at = (share: number): number => rounded(sorted[Math.floor(sorted.length * share)] ?? 0)
    const target = TARGETS[what as keyof typeof TARGETS]
    const line = { language: what, lines, statements, p50: at(0.5), p95: at(0.95), ...(target && { target }) }
    console.log(JSON.stringify(line))
  }
  return 0
}

/** The first time nothing is compiled yet: what an author who opens a script waits for. */
function timeParsing(): void {
  const part = generateScript(5_000)
  const text = part.repeat(Math.ceil(MEGABYTE.bytes / part.length)).slice(0, MEGABYTE.bytes)
  const times = Array.from({ length: MEGABYTE.times }, () => {
    const began = performance.now()
    parseScript(text)
    return performance.now() - began
  })
  const [first = 0, ...later] = times
  const median = later.sort((a, b) => a - b)[Math.floor(later.length / 2)] ?? 0
  const { bytes, target } = MEGABYTE
  console.log(JSON.stringify({ language: 'parse', bytes, first: rounded(first), median: rounded(median), target }))
}

/** Tables, views, windows, joins and inserts over them, again and again, each over names of its own. */
function generateScript(lines: number): string {
  const parts = [`SET 'parallelism.default' = '2';\n`]
  let length = 0
  for (let group = 1; length < lines; group++) {
    const part = scriptPart(group)
    length += part.split('\n').length
    parts.push(part)
  }
  return parts.join('\n')
}

const scriptPart = (n: number): string => `-- Orders and payments, group ${n}
CREATE TABLE orders_${n} (
  id BIGINT,
  item STRING NOT NULL,
  price DECIMAL(10, 2),
  address ROW<city STRING, zip INT>,
  ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'orders_${n}', 'format' = 'json');

CREATE TABLE payments_${n} (
  order_id BIGINT,
  amount DECIMAL(10, 2),
  paid TIMESTAMP(3),
  WATERMARK FOR paid AS paid - INTERVAL '5' SECOND
) WITH ('connector' = 'kafka', 'topic' = 'payments_${n}', 'format' = 'json');

CREATE TABLE totals_${n} (
  item STRING,
  window_start TIMESTAMP(3),
  total DECIMAL(38, 2)
) WITH ('connector' = 'kafka', 'topic' = 'totals_${n}', 'format' = 'json');

CREATE VIEW big_orders_${n} AS
SELECT id, item, price * 2 AS twice, o.address.city AS city, ts
FROM orders_${n} AS o
WHERE price > 10;

INSERT INTO totals_${n}
SELECT item, window_start, SUM(price) AS total
FROM TABLE(TUMBLE(TABLE orders_${n}, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY item, window_start, window_end;

SELECT o.id, o.item, p.amount, o.price - p.amount AS open_amount
FROM orders_${n} AS o
JOIN payments_${n} AS p
ON o.id = p.order_id AND p.paid BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR
WHERE o.price > 5;

WITH latest AS (
  SELECT id, item, ROW_NUMBER() OVER (PARTITION BY item ORDER BY ts DESC) AS rn
  FROM orders_${n}
)
SELECT UPPER(item) AS item, COUNT(*) AS orders
FROM big_orders_${n} AS b
WHERE b.twice > 20
GROUP BY item;
`
