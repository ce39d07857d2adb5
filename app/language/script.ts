import { Catalog, type CatalogEntry } from '../engine/catalog/catalog.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { tokenize } from '../sql/lexer.ts'
import type { Span } from '../sql/span.ts'
import type { Token } from '../sql/token.ts'
import { createBindEnvironment } from './bind-environment.ts'
import type { RunStatement, ScriptState } from './run-statement.ts'
import { ScriptStatement } from './script-statement.ts'
import { splitStatements } from './split-statements.ts'

/** What came of a statement, and for as long as what it came from is the same. */
interface Outcome {
  /** Session options, databases and the like: the texts of all statements before it that can change them. */
  readonly surroundings: string
  /** The outcomes of the definitions that it may name. */
  readonly definitions: readonly Outcome[]
  readonly diagnostics: readonly Diagnostic[]
  /** What a definition has put into the catalog. */
  readonly entry?: CatalogEntry
}

/**
 * A script that is being written. After each edit only what the edit can have changed is read and bound again:
 * statements with a new text, and those that name what one of them defines.
 */
export class Script {
  #text = ''
  #tokens: readonly Token[] = []
  #statements: readonly ScriptStatement[] = []
  readonly #run: RunStatement
  readonly #outcomes = new WeakMap<ScriptStatement, Outcome>()
  readonly #owners = new WeakMap<CatalogEntry, ScriptStatement>()
  /** Bumped by every edit. */
  #version = 0

  constructor(run: RunStatement) {
    this.#run = run
  }

  get text(): string {
    return this.#text
  }
  get tokens(): readonly Token[] {
    return this.#tokens
  }
  get statements(): readonly ScriptStatement[] {
    return this.#statements
  }
  get version(): number {
    return this.#version
  }

  setText(text: string): void {
    if (text === this.#text) return
    this.#text = text
    this.#version++
    this.#tokens = tokenize(text)
    const known = new Map<string, ScriptStatement[]>()
    for (const statement of this.#statements) {
      const alike = known.get(statement.text)
      if (alike === undefined) known.set(statement.text, [statement])
      else alike.push(statement)
    }
    this.#statements = splitStatements(this.#tokens).map(({ start, end }) => {
      const own = text.slice(start, end)
      const statement = known.get(own)?.shift() ?? new ScriptStatement(own)
      statement.start = start
      return statement
    })
    const gone = [...known.values()].flat()
    for (const statement of this.#statements) if (statement.syntax === undefined) recall(statement, gone)
    this.#bind()
  }

  /** In the order of their places in the script. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#statements.flatMap((statement) =>
      [...statement.mistakes, ...(this.#outcomes.get(statement)?.diagnostics ?? [])]
        .sort((left, right) => left.span.start - right.span.start)
        .map((found) => moved(found, statement.start)),
    )
  }

  /** The last statement that begins before the offset; undefined before the first. */
  statementAt(offset: number): ScriptStatement | undefined {
    return this.#statements.findLast(({ start }) => start <= offset)
  }

  /** The catalog and the options as they are when the statement's turn comes; without one: at the end. */
  stateBefore(statement: ScriptStatement | undefined): ScriptState {
    const state: ScriptState = { catalog: new Catalog(), config: new Map() }
    for (const each of this.#statements) {
      if (each === statement) break
      this.#replay(each, state)
    }
    return state
  }

  environmentOf(statement: ScriptStatement | undefined) {
    const { catalog, config } = this.stateBefore(statement)
    return createBindEnvironment(catalog, config)
  }

  /** The table or view that a statement has made. */
  entryOf(statement: ScriptStatement): CatalogEntry | undefined {
    return this.#outcomes.get(statement)?.entry
  }

  /** The statement that made a table or view. */
  ownerOf(entry: CatalogEntry): ScriptStatement | undefined {
    const owner = this.#owners.get(entry)
    if (owner !== undefined) return owner
    return this.#statements.findLast(({ defines }) => defines?.parts.at(-1)?.name === entry.name)
  }

  /** Definitions whose outcome is known take effect without being bound; the few that change more are run. */
  #replay(written: ScriptStatement, state: ScriptState): void {
    const statement = written.readable
    const syntax = statement?.syntax
    if (statement === undefined || syntax === undefined) return
    if (syntax.kind === 'create-table' || syntax.kind === 'create-view') {
      const entry = this.#outcomes.get(statement)?.entry
      if (entry !== undefined) state.catalog.put(entry, syntax.temporary)
    } else if (changesSurroundings(statement)) this.#run(syntax, statement.text, state)
  }

  #bind(): void {
    const state: ScriptState = { catalog: new Catalog(), config: new Map() }
    const definers = new Map<string, Outcome[]>()
    let surroundings = ''
    for (const written of this.#statements) {
      const statement = written.readable
      if (statement === undefined) continue
      const definitions = [...statement.words].flatMap((word) => definers.get(word) ?? [])
      const before = this.#outcomes.get(statement)
      const holds = before?.surroundings === surroundings && sameItems(before.definitions, definitions)
      if (holds) this.#replay(statement, state)
      else this.#outcomes.set(statement, this.#bindOne(statement, state, surroundings, definitions))
      if (changesSurroundings(statement)) surroundings += `${statement.text}\n`
      const name = statement.defines?.parts.at(-1)?.name
      const outcome = this.#outcomes.get(statement)
      if (name !== undefined && outcome !== undefined) definers.set(name, [...(definers.get(name) ?? []), outcome])
    }
  }

  #bindOne(
    statement: ScriptStatement,
    state: ScriptState,
    surroundings: string,
    definitions: readonly Outcome[],
  ): Outcome {
    const { syntax, text, defines } = statement
    if (syntax === undefined) return { surroundings, definitions, diagnostics: [] }
    const find = (): CatalogEntry | undefined => defines && state.catalog.find(state.catalog.path(defines))
    const before = find()
    const diagnostics = this.#run(syntax, text, state)
    const entry = find()
    if (entry === undefined || entry === before) return { surroundings, definitions, diagnostics }
    this.#owners.set(entry, statement)
    return { surroundings, definitions, diagnostics, entry }
  }
}

/** A definition that cannot be read for the moment goes on as what it was. */
function recall(statement: ScriptStatement, gone: readonly ScriptStatement[]): void {
  for (const old of gone) {
    const last = old.readable
    const name = last?.defines?.parts.at(-1)?.name
    if (last === undefined || name === undefined || !statement.mayDefine(name)) continue
    statement.before = last
    return
  }
}

/** SET, USE, ALTER, DROP and the like: every statement behind them may see the difference. */
const changesSurroundings = ({ syntax }: ScriptStatement): boolean =>
  syntax?.kind === 'set' || syntax?.kind === 'reset' || syntax?.kind === 'other'

const sameItems = <T>(left: readonly T[], right: readonly T[]): boolean =>
  left.length === right.length && left.every((item, at) => item === right[at])

const shift = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by })

function moved(diagnostic: Diagnostic, by: number): Diagnostic {
  const span = shift(diagnostic.span, by)
  if (diagnostic.fixes === undefined) return { ...diagnostic, span }
  const fixes = diagnostic.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, by) })),
  }))
  return { ...diagnostic, span, fixes }
}
