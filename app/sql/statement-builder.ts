import type { QualifiedName } from './ast.ts'
import type { OtherStatement, StatementClause, TableElement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { parseCall } from './parse-call.ts'
import { parseExpr } from './parse-expression.ts'
import { parseQuery } from './parse-query.ts'
import { parseCompiled } from './parse-statement.ts'
import { parseElements, parseOptions } from './parse-table-element.ts'
import { span } from './span.ts'

/** Gathers the clauses of a statement that has no node of its own, in source order. */
export class StatementBuilder {
  readonly #c: Cursor
  readonly #start: number
  readonly #clauses: StatementClause[] = []
  #name: QualifiedName | undefined

  constructor(c: Cursor, start: number) {
    this.#c = c
    this.#start = start
  }

  /** What the statement is about. */
  name(expected: string): this {
    this.#name = this.#c.qualifiedName(expected)
    return this
  }

  words(...keys: readonly string[]): this {
    const { start } = this.#c
    this.#c.expectAll(...keys)
    this.#clauses.push({ kind: 'words', text: keys.join(' '), span: this.#c.from(start) })
    return this
  }

  /** Takes the words if they stand here. */
  optional(...keys: readonly string[]): boolean {
    if (!keys.every((key, ahead) => this.#c.peek(ahead).key === key)) return false
    this.words(...keys)
    return true
  }

  oneOf(...keys: readonly string[]): string {
    const key = keys.find((candidate) => this.#c.at(candidate)) ?? this.#c.fail(...keys)
    this.words(key)
    return key
  }

  reference(expected: string): this {
    const name = this.#c.qualifiedName(expected)
    this.#clauses.push({ kind: 'name', name, span: name.span })
    return this
  }

  column(): this {
    const column = this.#c.identifier('a column name')
    this.#clauses.push({ kind: 'name', name: { parts: [column], span: column.span }, span: column.span })
    return this
  }

  /** Like `name`, of one part only. */
  simpleName(): this {
    const part = this.#c.identifier('a name')
    this.#name = { parts: [part], span: part.span }
    return this
  }

  string(): this {
    const { start, end } = this.#c.token
    this.#clauses.push({ kind: 'string', text: this.#c.string(), span: span(start, end) })
    return this
  }

  expr(): this {
    const expr = parseExpr(this.#c)
    this.#clauses.push({ kind: 'expr', expr, span: expr.span })
    return this
  }

  /** A procedure with its arguments. */
  call(): this {
    const name = this.#c.qualifiedName('a name')
    if (!this.#c.at('(')) this.#c.fail('(')
    const expr = parseCall(this.#c, name)
    this.#clauses.push({ kind: 'expr', expr, span: expr.span })
    return this
  }

  query(): this {
    const query = parseQuery(this.#c)
    this.#clauses.push({ kind: 'query', query, span: query.span })
    return this
  }

  options(): this {
    const { start } = this.#c
    const options = parseOptions(this.#c)
    this.#clauses.push({ kind: 'options', options, span: this.#c.from(start) })
    return this
  }

  elements(elements: readonly TableElement[], start: number): this {
    this.#clauses.push({ kind: 'elements', elements, span: this.#c.from(start) })
    return this
  }

  /** (a INT, ..), or names alone. */
  columns(): this {
    if (this.#c.peek(2).key === ',' || this.#c.peek(2).key === ')')
      return this.list(() => this.reference('a column name'))
    const { start } = this.#c
    const elements: TableElement[] = []
    for (const element of parseElements(this.#c)) {
      if (element.kind === 'name') this.#c.refuse('parse.ctas-with-columns', {}, element.name.span)
      elements.push(element)
    }
    return this.elements(elements, start)
  }

  compiled(): this {
    const statement = parseCompiled(this.#c)
    this.#clauses.push({ kind: 'statement', statement, span: statement.span })
    return this
  }

  /** (column [= value], ..) */
  partition(): this {
    return this.list(() => {
      this.reference('a column name')
      if (this.optional('=')) this.expr()
    })
  }

  /** BY [HASH|RANGE] (column, ..) [INTO n BUCKETS], or INTO n BUCKETS; the word before has been read. */
  distribution(): this {
    if (!this.optional('INTO')) {
      this.words('BY')
      if (!this.optional('HASH')) this.optional('RANGE')
      this.list(() => this.reference('a column name'))
      if (!this.optional('INTO')) return this
    }
    return this.expr().words('BUCKETS')
  }

  alias(): this {
    if (this.optional('AS') || this.#c.atIdentifier()) this.reference('an alias')
    return this
  }

  /** A bracketed list, each comma between two items kept as a word. */
  list(item: () => void): this {
    this.words('(')
    do item()
    while (this.optional(','))
    return this.words(')')
  }

  done(verb: string): OtherStatement {
    return {
      kind: 'other',
      verb,
      ...(this.#name === undefined ? {} : { name: this.#name }),
      clauses: this.#clauses,
      span: this.#c.from(this.#start),
    }
  }
}
