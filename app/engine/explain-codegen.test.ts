import { describe, expect, it } from 'vitest'
import { assert } from '../base/assert.ts'
import { explainCodegen } from './explain-codegen.ts'
import { Session } from './session.ts'

describe('explainCodegen', () => {
  it('prints what is generated under the node that it is for', () => {
    const session = new Session({ config: [], tables: new Map() })
    session.execute("CREATE TABLE t (a INT, b INT) WITH ('connector' = 'kafka')")
    const outcome = session.execute('SELECT a + b AS s FROM t WHERE a > 1')
    assert(outcome.kind === 'job', 'a job')
    const sections = explainCodegen(outcome.plan, session.config).split('// ---- ')
    const calc = sections.find((section) => section.startsWith('Calc('))
    expect(calc).toMatch(/^Calc\(select=\[\+\(a, b\) AS s\], where=\[>\(a, 1\)\]\)/)
    expect(calc).toContain('return function calc(row) {')
  })
})
