/**
 * The statements of a script: cut at semicolons outside quotes and comments, comments left out (hints stay).
 * A statement set is one statement, from EXECUTE STATEMENT SET or BEGIN STATEMENT SET to its END.
 */
export function splitScript(script: string): readonly string[] {
  const statements: string[] = []
  let text = ''
  const finish = () => {
    const statement = text.trim()
    text = ''
    if (statement !== '') statements.push(statement)
  }
  for (const token of script.match(TOKENS) ?? []) {
    if (token.startsWith('--')) text += '\n'
    else if (token.startsWith('/*') && !token.startsWith('/*+')) text += ''
    else if (token !== ';') text += token
    else if (!isOpenSet(text)) finish()
    else text = /^\s*BEGIN\s+STATEMENT\s+SET\s*$/i.test(text) ? 'EXECUTE STATEMENT SET BEGIN' : `${text};`
  }
  finish()
  return statements
}

/** Quoted text, comments, semicolons, and what lies between them. */
const TOKENS = /'[^']*'?|"[^"]*"?|`[^`]*`?|--[^\n]*\n?|\/\*[\s\S]*?(?:\*\/|$)|;|[^'"`;/-]+|[/-]/g

/** A set goes on until a statement that is just END. */
function isOpenSet(text: string): boolean {
  if (!/^\s*(EXECUTE|BEGIN)\s+STATEMENT\s+SET\b/i.test(text)) return false
  const last = text.slice(text.lastIndexOf(';') + 1).trim()
  return last.toUpperCase() !== 'END'
}
