import type { Identifier, QualifiedName } from './ast.ts'
import { isReserved } from './keyword.ts'
import { isPlainName } from './name-characters.ts'

/** Whether a name must stand in backquotes to be read as a name. */
export const needsQuotes = (name: string): boolean => !isPlainName(name) || isReserved(name.toUpperCase())

export const quoteName = (name: string): string => `\`${name.replaceAll('`', '``')}\``
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

export function printIdentifier({ name, quoted }: Identifier): string {
  return quoted || needsQuotes(name) ? quoteName(name) : name
}

export const printName = (name: QualifiedName): string => printParts(name.parts)
export const printParts = (parts: readonly Identifier[]): string => parts.map(printIdentifier).join('.')
export const printColumns = (columns: readonly Identifier[]): string => `(${columns.map(printIdentifier).join(', ')})`
