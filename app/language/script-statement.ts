import type { QualifiedName } from '../sql/ast.ts'
import type { Statement } from '../sql/ast-statement.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { tokenize } from '../sql/lexer.ts'
import { parseScript } from '../sql/parse-script.ts'
import type { Token } from '../sql/token.ts'

/**
 * One statement of a script with what follows from its text alone. It lives as long as its text stays the
 * same, wherever that moves: all places in it count from its own beginning.
 */
export class ScriptStatement {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Absent when the text cannot be read. */
  readonly syntax: Statement | undefined
  readonly mistakes: readonly Diagnostic[]
  /** Every name and word in it: what it may depend on. */
  readonly words: ReadonlySet<string>
  /** Something in it has no end: what is written behind it may become part of it. */
  readonly isOpen: boolean
  #mentioned: { readonly of: ReadonlySet<string>; readonly names: readonly string[] } | undefined
  /** Where it stands in the script now. */
  start = 0
  /** While the definition cannot be read: how it was when it last could. */
  before: ScriptStatement | undefined

  constructor(text: string) {
    this.text = text
    this.tokens = tokenize(text)
    const { statements, diagnostics } = parseScript(text)
    this.syntax = statements.length === 1 ? statements[0] : undefined
    this.mistakes = diagnostics
    this.isOpen = this.tokens.some(isUnterminated)
    this.words = new Set(
      this.tokens.flatMap(({ kind, value }) => (kind === 'word' || kind === 'quoted-identifier' ? [value] : [])),
    )
  }

  /** The last part of it. */
  get definedName(): string | undefined {
    return this.defines?.parts.at(-1)?.name
  }

  /** The table or view that it makes. */
  get defines(): QualifiedName | undefined {
    const { syntax } = this
    return syntax?.kind === 'create-table' || syntax?.kind === 'create-view' ? syntax.name : undefined
  }

  /** Those of the names that stand in it. */
  mentions(names: ReadonlySet<string>): readonly string[] {
    if (this.#mentioned?.of !== names)
      this.#mentioned = { of: names, names: [...this.words].filter((word) => names.has(word)) }
    return this.#mentioned.names
  }

  /** The statement that stands for it in the catalog. */
  get readable(): ScriptStatement | undefined {
    return this.syntax === undefined ? this.before : this
  }

  /** Whether its text still begins the definition of `name`, however broken it is. */
  mayDefine(name: string): boolean {
    return this.tokens.find(({ kind }) => kind !== 'comment')?.key === 'CREATE' && this.words.has(name)
  }

  /** Without the blanks and comments before it and the semicolon behind it. */
  get body(): { readonly start: number; readonly end: number } {
    const words = this.tokens.filter(({ kind, key }) => kind !== 'comment' && kind !== 'end' && key !== ';')
    return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }
  }
}

export const isUnterminated = ({ mistake }: Token): boolean => mistake?.startsWith('unterminated') === true
