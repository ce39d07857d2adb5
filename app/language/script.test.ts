import { describe, expect, it } from 'vitest'
import { createRandom } from '../base/random.ts'
import { createEngine } from '../engine/engine.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { planStatement } from './plan-statement.ts'
import { bindOnly } from './run-statement.ts'
import { Script } from './script.ts'
import { ScriptNames } from './script-names.ts'
import { TABLES } from './testing-kit/marked.ts'

const SCRIPT = `${TABLES}SET 'table.local-time-zone' = 'Asia/Shanghai';
SELECT id, COUNT(*) AS n FROM orders GROUP BY id;
CREATE VIEW counted AS SELECT item, COUNT(*) AS n FROM orders GROUP BY item;
SELECT n + 1 FROM counted WHERE item <> 'x';
EXECUTE STATEMENT SET BEGIN
  INSERT INTO payments SELECT id, price, ts FROM orders;
  INSERT INTO payments SELECT id, twice, ts FROM big_orders;
END;
DROP VIEW counted;
SELECT o.id, p.amount FROM orders o LEFT JOIN payments p ON o.id = p.order_id;
`

function told(script: Script): readonly string[] {
  return script.diagnostics.map(({ code, span }) => `${code} ${span.start}-${span.end}`)
}

function fresh(text: string): Script {
  const script = new Script(planStatement)
  script.setText(text)
  return script
}

const SCRAPS = [' ', ';', 'id', 'price', ',', '(', ')', "'", 'SELECT', ' FROM orders ', 'BEGIN', 'END;', '--', '\n']

describe('a script that is being written', () => {
  it('has no mistakes when it is right', () => {
    expect(fresh(SCRIPT).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('names a view that nothing reads, until something does', () => {
    const script = fresh('CREATE VIEW v AS SELECT 1 AS a;\nSELECT 2;')
    expect(told(script)).toEqual(['advice.unused-view 12-13'])
    script.setText('CREATE VIEW v AS SELECT 1 AS a;\nSELECT a FROM v;')
    expect(told(script)).toEqual([])
  })

  it('answers as the engine does, statement by statement', () => {
    const text = `${SCRIPT}SELECT nowhere FROM orders;\nINSERT INTO payments SELECT 1;\nSELECT FROM orders;\n`
    // Warnings about a view that a job reads have the job's place here, and the view's there.
    const isError = ({ severity }: Diagnostic): boolean => severity === 'error'
    const engine = createEngine().analyze(text).diagnostics.filter(isError)
    const show = ({ code, span }: Diagnostic) => `${code} ${span.start}-${span.end}`
    expect(engine.length).toBe(3)
    expect(fresh(text).diagnostics.filter(isError).map(show)).toEqual(engine.map(show))
  })

  it('says after any edits what it would say of the text alone, but for definitions that are being written', () => {
    const random = createRandom(7)
    const below = (limit: number): number => Math.floor(random() * limit)
    let text = SCRIPT
    const edited = new Script(bindOnly)
    for (let step = 0; step < 300; step++) {
      const at = below(text.length)
      const scrap = SCRAPS[below(SCRAPS.length)] ?? ''
      text =
        below(2) === 0 ? text.slice(0, at) + text.slice(at + 1 + below(4)) : text.slice(0, at) + scrap + text.slice(at)
      if (step % 40 === 39) text = SCRIPT
      edited.setText(text)
      const alone = new Script(bindOnly)
      alone.setText(text)
      const isRemembering = edited.statements.some(({ before }) => before !== undefined)
      if (!isRemembering) expect(told(edited)).toEqual(told(alone))
      // Whatever the text, every question has an answer.
      const names = new ScriptNames(edited)
      for (const statement of edited.statements) names.of(statement)
    }
  })

  it('binds again what an edit can have changed, and nothing else', () => {
    const ran: string[] = []
    const script = new Script((statement, text, state) => {
      ran.push(statement.kind)
      return bindOnly(statement, text, state)
    })
    const text = `${TABLES}SELECT twice FROM big_orders;\nSELECT amount FROM payments;\n`
    script.setText(text)
    ran.length = 0
    script.setText(text.replace('amount FROM', 'paid FROM'))
    expect(ran).toEqual(['query-statement'])
    ran.length = 0
    script.setText(text.replace('price * 2 AS', 'price * 3 AS'))
    expect(ran).toEqual(['create-view', 'query-statement', 'query-statement'])
  })

  it('goes on when a statement makes the engine stumble', () => {
    const script = new Script((statement, text, state) => {
      if (text.includes('stumble')) throw new TypeError('of our own')
      return bindOnly(statement, text, state)
    })
    script.setText(`${TABLES}SELECT id AS stumble FROM orders;\nSELECT nowhere FROM orders;`)
    expect(script.diagnostics.map(({ code }) => code)).toEqual(['internal', 'column-not-found'])
  })

  it('keeps places right when statements move', () => {
    const script = fresh(`${TABLES}SELECT nowhere FROM orders;`)
    const [before] = told(script)
    script.setText(`-- new\n${script.text}`)
    const [start, end] = (before?.split(' ')[1] ?? '').split('-').map(Number)
    expect(told(script)).toEqual([`column-not-found ${(start ?? 0) + 7}-${(end ?? 0) + 7}`])
  })
})
