import type { Diagnostic } from './diagnostic.ts'
import { fillBlanks, formatMessage, isMessageCode, type Language } from './messages.ts'
import { WORDINGS_ZH } from './wordings-zh.ts'

/** A diagnostic's message in either language. */
export function diagnosticText(diagnostic: Diagnostic, language: Language): string {
  const { code, message, params = {}, wording } = diagnostic
  if (language === 'en') return message
  if (isMessageCode(code)) return formatMessage(code, params, language)
  const template = WORDINGS_ZH[wording ?? message]
  return template === undefined ? message : fillBlanks(template, params)
}
