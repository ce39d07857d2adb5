import type { Diagnostic } from '../../app/sql/diagnostic.ts'
import { positionAt } from '../../app/sql/span.ts'

/** `file:line:column: error: message [code]`, then the line with what is meant underlined, then what could be done. */
export function diagnosticLines(file: string, text: string, diagnostic: Diagnostic): readonly string[] {
  const { severity, message, code, span, fixes = [] } = diagnostic
  const { line, column } = positionAt(text, span.start)
  const source = text.split('\n')[line - 1]?.trimEnd() ?? ''
  const margin = String(line)
  const gutter = ' '.repeat(margin.length)
  const width = Math.max(1, Math.min(span.end - span.start, source.length - column + 1))
  const indent = blankLike(source.slice(0, column - 1))
  const underlined = '^'.repeat(widthOf(source.slice(column - 1, column - 1 + width)) || 1)
  return [
    `${file}:${line}:${column}: ${severity}: ${message} [${code}]`,
    ` ${margin} | ${source}`,
    ` ${gutter} | ${indent}${underlined}`,
    ...fixes.map(({ title }) => ` ${gutter} = fix: ${title}`),
  ]
}

/** As wide as the text in a terminal: tabs stay, wide characters take two places. */
const blankLike = (text: string): string =>
  [...text].map((character) => (character === '\t' ? '\t' : ' '.repeat(widthOf(character)))).join('')

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/u

const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0)

/** The same for programs. Places of fixes are offsets in the file's text. */
export function diagnosticJson(file: string, text: string, diagnostic: Diagnostic): object {
  const { severity, code, message, phase, unsupported, span, fixes } = diagnostic
  const end = positionAt(text, span.end)
  return {
    ...{ file, ...positionAt(text, span.start), endLine: end.line, endColumn: end.column },
    ...{ severity, code, message, phase, unsupported },
    ...(fixes === undefined ? {} : { fixes: fixes.map(({ title, edits }) => ({ title, edits })) }),
  }
}
