import type { Diagnostic } from './diagnostic.ts'
import { fillBlanks, formatMessage, isMessageCode, type Language } from './messages.ts'
import { WORDINGS_ZH } from './wordings-zh.ts'

/** A diagnostic's message in either language. */
export function diagnosticText(diagnostic: Diagnostic, language: Language): string {
  const { code, message, params = {}, wording } = diagnostic
  const { near } = params
  if (language === 'en') return message
  if (isMessageCode(code)) return formatMessage(code, params, language)
  const template = WORDINGS_ZH[wording ?? message]
  if (template === undefined) return message
  const text = fillBlanks(template, params)
  return near === undefined ? text : `${text}；是否想写 '${near}'？`
}
