import type { Identifier } from '../../sql/ast.ts'
import { closestWord } from '../../sql/closest-word.ts'
import { type SqlError, sqlError } from '../../sql/diagnostic.ts'
import { suggesting } from '../../sql/diagnostic-text.ts'
import { replaceFix } from '../../sql/fix.ts'
import { needsQuotes, quoteName } from '../../sql/print-name.ts'

/** A name that means nothing, with the one that was probably meant: names are case-sensitive in Flink. */
export function missingName(code: string, message: string, name: Identifier, known: Iterable<string>): SqlError {
  const near = nearName(name.name, [...known])
  if (near === undefined) return sqlError('parse', code, message, name.span)
  const text = name.quoted || needsQuotes(near) ? quoteName(near) : near
  return sqlError('parse', code, suggesting(message, near), name.span, [replaceFix(name.span, text)])
}

export function nearName(name: string, known: readonly string[]): string | undefined {
  const upper = name.toUpperCase()
  return known.find((each) => each !== name && each.toUpperCase() === upper) ?? closestWord(name, known)
}
