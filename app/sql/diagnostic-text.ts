import type { Diagnostic } from './diagnostic.ts'
import { formatMessage, isMessageCode, type Language } from './messages.ts'
import { WORDINGS_ZH } from './wordings-zh.ts'

/** A diagnostic's message in either language; English where nothing else is known. */
export function diagnosticText({ code, message, params = {} }: Diagnostic, language: Language): string {
  if (language === 'en') return message
  return isMessageCode(code) ? formatMessage(code, params, language) : translated(message)
}

/** What `suggesting` puts behind a message. */
const SUGGESTION = /; did you mean '(.+)'\?$/

export const suggesting = (message: string, near: string): string => `${message}; did you mean '${near}'?`

function translated(message: string): string {
  const near = SUGGESTION.exec(message)
  if (near !== null) return `${translated(message.slice(0, near.index))}；是否想写 '${near[1]}'？`
  for (const { pattern, chinese } of patterns()) {
    const found = pattern.exec(message)
    if (found !== null) return chinese.replace(/\{(\d)\}/g, (_, index: string) => found[Number(index) + 1] ?? '')
  }
  return message
}

interface Wording {
  readonly pattern: RegExp
  readonly chinese: string
}
let known: readonly Wording[] | undefined

/** The wordings with the most words of their own first: another one's blank may swallow them. */
function patterns(): readonly Wording[] {
  known ??= Object.entries(WORDINGS_ZH)
    .sort(([left], [right]) => right.length - left.length)
    .map(([english, chinese]) => ({ pattern: new RegExp(`^${patternText(english)}$`), chinese }))
  return known
}

const patternText = (english: string): string =>
  english.replace(/[.*+?^$()[\]|\\]|\{(?!\d)/g, '\\$&').replace(/\{\d\}/g, '([^]*?)')
