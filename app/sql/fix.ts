import type { Fix, TextEdit } from './diagnostic.ts'
import { formatMessage, type MessageParams } from './messages.ts'
import { type Span, span } from './span.ts'

function createFix(code: string, params: MessageParams, edits: readonly TextEdit[]): Fix {
  return { title: formatMessage(code, params, 'en'), code, params, edits }
}

/** Another text in the place of what stands there. */
export function replaceFix(where: Span, text: string): Fix {
  return createFix('fix.replace', { text }, [{ span: span(where.start, where.end), text }])
}

export function insertFix(at: number, text: string): Fix {
  return createFix('fix.insert', { text: text.trim() }, [{ span: span(at, at), text }])
}

export function removeFix(where: Span, text: string): Fix {
  return createFix('fix.remove', { text }, [{ span: span(where.start, where.end), text: '' }])
}

/** Backquotes make a reserved word a name. */
export function quoteFix(where: Span, word: string): Fix {
  const text = `\`${word}\``
  return createFix('fix.quote', { text }, [{ span: span(where.start, where.end), text }])
}

/** `text` at `at` makes the column a group key. */
export function groupFix(at: number, text: string, column: string): Fix {
  return createFix('fix.group', { column }, [{ span: span(at, at), text }])
}

export function castFix(where: Span, type: string): Fix {
  const edits = [
    { span: span(where.start, where.start), text: 'CAST(' },
    { span: span(where.end, where.end), text: ` AS ${type})` },
  ]
  return createFix('fix.cast', { type }, edits)
}
