import type { Span } from '../sql/span.ts'
import { LanguageDocument } from './language-document.ts'
import type { OutlineItem } from './outline.ts'
import type { Answers, EditedText, MadePlace, Question } from './question.ts'
import type { Renaming } from './rename.ts'
import type { RunStatement } from './run-statement.ts'
import type { Bilingual } from './suggestion.ts'

/** A text that is edited inside of a script: places outside of it are nobody's to change. */
export class EditedDocument {
  readonly #document: LanguageDocument
  #source: EditedText = { before: '', text: '', after: '' }

  constructor(run: RunStatement) {
    this.#document = new LanguageDocument(run)
  }

  setSource(source: EditedText): void {
    this.#source = source
    this.#document.setText(source.before + source.text + source.after)
  }

  answer(question: Question): Answers[Question['kind']] {
    const document = this.#document
    const at = 'offset' in question ? question.offset + this.#source.before.length : 0
    switch (question.kind) {
      case 'complete': {
        const { relations } = this.#source
        const found = document.complete(at, relations === undefined ? {} : { relations })
        return { ...found, span: this.#toText(found.span) }
      }
      case 'hover': {
        const found = document.hover(at)
        return found && { ...found, span: this.#toText(found.span) }
      }
      case 'define': {
        const span = document.define(at)
        return span && this.#placeOf(span)
      }
      case 'references':
        return document
          .references(at)
          .filter(({ span }) => this.#isInside(span))
          .map(({ span }) => this.#toText(span))
      case 'prepareRename': {
        const found = document.prepareRename(at)
        return found && { ...found, span: this.#toText(found.span) }
      }
      case 'rename':
        return this.#rename(document.rename(at, question.name))
      case 'signature':
        return document.signatureHelp(at)
      case 'outline':
        return document
          .outline()
          .filter(({ span }) => this.#isInside(span))
          .map((item) => this.#moved(item))
      case 'folds': {
        const lines = countLines(this.#source.before)
        const last = lines + countLines(this.#source.text)
        return document
          .folds()
          .filter(({ startLine, endLine }) => startLine >= lines && endLine <= last)
          .map((fold) => ({ ...fold, startLine: fold.startLine - lines, endLine: fold.endLine - lines }))
      }
    }
  }

  #rename(renaming: Renaming): Renaming {
    if (!renaming.ok) return renaming
    if (!renaming.edits.every(({ span }) => this.#isInside(span))) return { ok: false, why: ELSEWHERE }
    return { ok: true, edits: renaming.edits.map((edit) => ({ ...edit, span: this.#toText(edit.span) })) }
  }

  #placeOf(span: Span): MadePlace | undefined {
    if (this.#isInside(span)) return { isBefore: false, span: this.#toText(span) }
    return span.end <= this.#source.before.length ? { isBefore: true, span } : undefined
  }

  #isInside({ start, end }: Span): boolean {
    const { before, text } = this.#source
    return start >= before.length && end <= before.length + text.length
  }

  #toText({ start, end }: Span): Span {
    const { before, text } = this.#source
    const clamp = (at: number): number => Math.min(Math.max(at - before.length, 0), text.length)
    return { start: clamp(start), end: clamp(end) }
  }

  #moved(item: OutlineItem): OutlineItem {
    const children = item.children.map((child) => this.#moved(child))
    return { ...item, span: this.#toText(item.span), nameSpan: this.#toText(item.nameSpan), children }
  }
}

const ELSEWHERE: Bilingual = {
  en: 'This name is used outside of this text too: change it where it is made.',
  zh: '此文本之外也用到该名称：请在定义它的地方修改。',
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
