import { describe, expect, it } from 'vitest'
import { parseScript } from '../../app/sql/parse-script.ts'
import { diagnosticJson, diagnosticLines } from './diagnostic-text.ts'

const linesOf = (text: string): readonly string[] =>
  parseScript(text).diagnostics.flatMap((diagnostic) => diagnosticLines('a.sql', text, diagnostic))

describe('a diagnostic in a terminal', () => {
  it('shows its line, what is meant, and what could be done', () => {
    expect(linesOf('SELECT 1;\nSELECT a\tFORM t')).toEqual([
      'a.sql:2:10: error: Expected a comma or FROM, but found FORM; did you mean FROM? [parse.misspelt]',
      ' 2 | SELECT a\tFORM t',
      '   |         \t^^^^',
      "   = fix: Change to 'FROM'",
    ])
  })

  it('points below wide characters', () => {
    expect(linesOf("SELECT '中文' AS `名` FORM t").slice(1, 3)).toEqual([
      " 1 | SELECT '中文' AS `名` FORM t",
      '   |                       ^^^^',
    ])
  })

  it('points behind the end of the text', () => {
    expect(linesOf('SELECT a,')[2]).toBe('   |          ^')
  })

  it('gives programs the ends and the fixes too', () => {
    const text = 'SELECT a != 1'
    const [found] = parseScript(text).diagnostics
    if (found === undefined) throw new Error('nothing found')
    expect(diagnosticJson('a.sql', text, found)).toMatchObject({
      ...{ file: 'a.sql', line: 1, column: 10, endLine: 1, endColumn: 12, code: 'parse.not-equal' },
      fixes: [{ title: "Change to '<>'", edits: [{ span: { start: 9, end: 11 }, text: '<>' }] }],
    })
  })
})
