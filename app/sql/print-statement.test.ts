import { describe, expect, it } from 'vitest'
import { COMPACT } from './layout.ts'
import { parseExpression, parseScript, parseStatement } from './parse-script.ts'
import { printExpr } from './print-expr.ts'
import { printScript, printStatement } from './print-statement.ts'
import { EXPRESSION_SAMPLES, STATEMENT_SAMPLES } from './testing-kit/samples.ts'
import { withoutSpans } from './without-spans.ts'

describe('printing SQL', () => {
  it.each(STATEMENT_SAMPLES)('reads back as the same statement: %s', (text) => {
    const { value, diagnostics } = parseStatement(text)
    expect(diagnostics).toEqual([])
    if (value === undefined) throw new Error('not read')
    expect(withoutSpans(parseStatement(printStatement(value)).value)).toEqual(withoutSpans(value))
    expect(withoutSpans(parseStatement(printStatement(value, COMPACT)).value)).toEqual(withoutSpans(value))
  })

  it.each(EXPRESSION_SAMPLES)('reads back as the same expression: %s', (text) => {
    const { value, diagnostics } = parseExpression(text)
    expect(diagnostics).toEqual([])
    if (value === undefined) throw new Error('not read')
    expect(withoutSpans(parseExpression(printExpr(value)).value)).toEqual(withoutSpans(value))
  })

  it('sets brackets only where they change the meaning', () => {
    const printed = (text: string): string => {
      const { value } = parseExpression(text)
      return value === undefined ? '' : printExpr(value)
    }
    expect(printed('((a + b)) * (c)')).toBe('(a + b) * c')
    expect(printed('a - (b - c)')).toBe('a - (b - c)')
    expect(printed('(a - b) - c')).toBe('a - b - c')
    expect(printed('NOT (a = b)')).toBe('NOT a = b')
    expect(printed('(NOT a) = b')).toBe('(NOT a) = b')
    expect(printed('-(-a)')).toBe('- -a')
  })

  it('quotes names that could not be read otherwise', () => {
    const name = { name: 'order', quoted: false, span: { start: 0, end: 0 } }
    expect(printExpr({ kind: 'column', parts: [name], span: name.span })).toBe('`order`')
  })

  it('prints one clause a line and a semicolon behind each statement', () => {
    const { statements } = parseScript('insert into t select a from (select 1 as a) where a > 0; set')
    expect(printScript(statements)).toBe('INSERT INTO t\nSELECT a\nFROM (\n  SELECT 1 AS a\n)\nWHERE a > 0;\n\nSET;\n')
  })
})
