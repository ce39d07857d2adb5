import { diagnosticText } from '../../app/sql/diagnostic-text.ts'
import { formatMessage, messageCodes } from '../../app/sql/messages.ts'
import type { Problem } from '../bridge/contract.ts'
import { en } from './en.ts'
import type { MessageKey, Translate } from './translate.ts'

const SQL_CODES = new Set(messageCodes())

/** A problem in the language of the window; what only the engine can word stays as it came. */
export function problemText(
  problem: Pick<Problem, 'code' | 'message' | 'params' | 'diagnostic'>,
  t: Translate,
): string {
  const key = `problem.${problem.code}`
  if (isKey(key)) return t.message({ key, params: problem.params ?? {} })
  const { diagnostic } = problem
  if (diagnostic !== undefined) return diagnosticText(diagnostic, t.language)
  if (SQL_CODES.has(problem.code)) return formatMessage(problem.code, problem.params ?? {}, t.language)
  return problem.message
}

const isKey = (key: string): key is MessageKey => key in en
