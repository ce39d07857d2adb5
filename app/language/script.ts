import { Catalog, type CatalogEntry } from '../engine/catalog/catalog.ts'
import type { Statement } from '../sql/ast-statement.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import { tokenize } from '../sql/lexer.ts'
import type { Span } from '../sql/span.ts'
import type { Token } from '../sql/token.ts'
import { runsJob, unusedView } from '../sql/unused-views.ts'
import { createBindEnvironment } from './bind-environment.ts'
import type { RunStatement, ScriptState } from './run-statement.ts'
import { isUnterminated, ScriptStatement } from './script-statement.ts'
import { type Stretch, splitStatements } from './split-statements.ts'

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
  #tokens: readonly Token[] | undefined
  #statements: readonly ScriptStatement[] = []
  readonly #run: RunStatement
  readonly #outcomes = new WeakMap<ScriptStatement, Outcome>()
  readonly #owners = new WeakMap<CatalogEntry, ScriptStatement>()
  #defined: ReadonlySet<string> = new Set()
  /** Bumped by every edit. */
  #version = 0

  constructor(run: RunStatement) {
    this.#run = run
  }

  get text(): string {
    return this.#text
  }
  get tokens(): readonly Token[] {
    this.#tokens ??= tokenize(this.#text)
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
    const old = this.#statements
    this.#statements = this.#cut(text)
    this.#text = text
    this.#version++
    this.#tokens = undefined
    const gone = old.filter((statement) => !this.#statements.includes(statement))
    for (const statement of this.#statements) if (statement.syntax === undefined) recall(statement, gone)
    this.#bind()
  }

  /** The statements of a new text; those that an edit has left alone are the same as before. */
  #cut(text: string): readonly ScriptStatement[] {
    const { from, to, end } = changedPart(this.#text, text, this.#statements)
    const before = this.#statements.slice(0, from)
    const after = this.#statements.slice(to)
    const start = before.length === 0 ? 0 : endOf(before.at(-1))
    const tokens = tokenize(text.slice(start, end))
    const stretches = splitStatements(tokens)
    const neighbour = this.#statements[to - 1]?.text
    const last = stretches.at(-1)
    const isLike = last !== undefined && text.slice(last.start + start, last.end + start) === neighbour
    const isCut = after.length === 0 || (isLike && !tokens.some(isUnterminated))
    // What was typed reaches beyond its neighbours: an open quote, the beginning of a statement set.
    if (!isCut || before.some(({ isOpen }) => isOpen))
      return reuse(splitStatements(tokenize(text)), 0, text, this.#statements)
    const shift = text.length - this.#text.length
    for (const statement of after) statement.start += shift
    return [...before, ...reuse(stretches, start, text, this.#statements.slice(from, to)), ...after]
  }

  /** In the order of their places in the script. */
  get diagnostics(): readonly Diagnostic[] {
    const found = this.#statements.map((statement) => [
      ...statement.mistakes,
      ...(this.#outcomes.get(statement)?.diagnostics ?? []),
    ])
    const isSound = found.flat().every(({ severity }) => severity !== 'error')
    return this.#statements.flatMap((statement, at) =>
      [...(found[at] ?? []), ...(isSound ? this.#unused(statement) : [])]
        .sort((left, right) => left.span.start - right.span.start)
        .map((each) => moved(each, statement.start)),
    )
  }

  /** A view that no other statement names, where something is run. */
  #unused({ syntax }: ScriptStatement): readonly Diagnostic[] {
    if (syntax?.kind !== 'create-view') return []
    const name = syntax.name.parts.at(-1)?.name ?? ''
    const others = this.#statements.filter((other) => other.syntax !== syntax)
    const isUsed = others.some(({ words }) => words.has(name))
    const isRead = others.some((other) => other.syntax !== undefined && runsJob(other.syntax))
    return isUsed || !isRead ? [] : [unusedView(syntax)]
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
    return this.#statements.findLast(({ definedName }) => definedName === entry.name)
  }

  /** Definitions whose outcome is known take effect without being bound; the few that change more are run. */
  #replay(written: ScriptStatement | undefined, state: ScriptState): void {
    const statement = written?.readable
    const syntax = statement?.syntax
    if (statement === undefined || syntax === undefined) return
    if (syntax.kind === 'create-table' || syntax.kind === 'create-view') {
      const entry = this.#outcomes.get(statement)?.entry
      if (entry !== undefined) state.catalog.put(entry, syntax.temporary)
    } else if (changesSurroundings(statement)) this.#runSafely(statement, syntax, state)
  }

  #bind(): void {
    const state: ScriptState = { catalog: new Catalog(), config: new Map() }
    const definers = new Map<string, Outcome[]>()
    const defined = this.#definedNames()
    let replayed = 0
    let surroundings = ''
    for (const [at, written] of this.#statements.entries()) {
      const statement = written.readable
      if (statement === undefined) continue
      const definitions = statement.mentions(defined).flatMap((word) => definers.get(word) ?? [])
      const before = this.#outcomes.get(statement)
      if (before?.surroundings !== surroundings || !sameItems(before.definitions, definitions)) {
        for (; replayed < at; replayed++) this.#replay(this.#statements[replayed], state)
        this.#outcomes.set(statement, this.#bindOne(statement, state, surroundings, definitions))
        replayed = at + 1
      }
      if (changesSurroundings(statement)) surroundings += `${statement.text}\n`
      const name = statement.definedName
      const outcome = this.#outcomes.get(statement)
      if (name !== undefined && outcome !== undefined) definers.set(name, [...(definers.get(name) ?? []), outcome])
    }
  }

  /** The same set for as long as the same names are defined. */
  #definedNames(): ReadonlySet<string> {
    const names = new Set(this.#statements.flatMap((each) => each.readable?.definedName ?? []))
    const known = this.#defined
    if (known.size !== names.size || [...names].some((name) => !known.has(name))) this.#defined = names
    return this.#defined
  }

  /** A statement that makes the engine stumble says so, and the others are still looked at. */
  #runSafely({ text, body }: ScriptStatement, syntax: Statement, state: ScriptState): readonly Diagnostic[] {
    try {
      return this.#run(syntax, text, state)
    } catch (thrown) {
      const message = `Millrace fails to read this statement: ${thrown instanceof Error ? thrown.message : thrown}`
      return [{ code: 'internal', severity: 'error', message, span: body, phase: 'plan' }]
    }
  }

  #bindOne(
    statement: ScriptStatement,
    state: ScriptState,
    surroundings: string,
    definitions: readonly Outcome[],
  ): Outcome {
    const { syntax, defines } = statement
    if (syntax === undefined) return { surroundings, definitions, diagnostics: [] }
    const find = (): CatalogEntry | undefined => defines && state.catalog.find(state.catalog.path(defines))
    const before = find()
    const diagnostics = this.#runSafely(statement, syntax, state)
    const entry = find()
    if (entry === undefined || entry === before) return { surroundings, definitions, diagnostics }
    this.#owners.set(entry, statement)
    return { surroundings, definitions, diagnostics, entry }
  }
}

const endOf = (statement: ScriptStatement | undefined): number =>
  statement === undefined ? 0 : statement.start + statement.text.length

/**
 * Which statements an edit can have changed: those whose text does not stand where it stood, seen from the
 * beginning or from the end, and one more on either side. `end`: where they end in the new text.
 */
function changedPart(
  old: string,
  text: string,
  statements: readonly ScriptStatement[],
): { readonly from: number; readonly to: number; readonly end: number } {
  const shift = text.length - old.length
  let from = 0
  for (let each = statements[from]; each !== undefined; each = statements[from]) {
    if (!text.startsWith(each.text, each.start)) break
    from++
  }
  const kept = endOf(statements[from - 1])
  let to = statements.length
  const isTailKept = old.slice(endOf(statements.at(-1))) === text.slice(endOf(statements.at(-1)) + shift)
  for (let each = statements[to - 1]; isTailKept && to > from && each !== undefined; each = statements[to - 1]) {
    const start = each.start + shift
    if (start < kept || !text.startsWith(each.text, start)) break
    to--
  }
  from = Math.max(0, from - 1)
  to = Math.min(statements.length, to + 1)
  return { from, to, end: to === statements.length ? text.length : endOf(statements[to - 1]) + shift }
}

/** Statements with the texts of the stretches: known ones where the text is theirs. */
function reuse(
  stretches: readonly Stretch[],
  offset: number,
  text: string,
  known: readonly ScriptStatement[],
): readonly ScriptStatement[] {
  const byText = new Map<string, ScriptStatement[]>()
  for (const statement of known) {
    const alike = byText.get(statement.text)
    if (alike === undefined) byText.set(statement.text, [statement])
    else alike.push(statement)
  }
  return stretches.map(({ start, end }) => {
    const own = text.slice(start + offset, end + offset)
    const statement = byText.get(own)?.shift() ?? new ScriptStatement(own)
    statement.start = start + offset
    return statement
  })
}

/** A definition that cannot be read for the moment goes on as what it was. */
function recall(statement: ScriptStatement, gone: readonly ScriptStatement[]): void {
  for (const old of gone) {
    const last = old.readable
    const name = last?.definedName
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
