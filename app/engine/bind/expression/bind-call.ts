import type { CallExpr, ColumnRef, Expr, JsonClause } from '../../../sql/ast.ts'
import { closestWord } from '../../../sql/closest-word.ts'
import { type SqlError, unsupported } from '../../../sql/diagnostic.ts'
import { replaceFix } from '../../../sql/fix.ts'
import { isPlainName } from '../../../sql/name-characters.ts'
import { char } from '../../../types/construct-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { CallClause } from '../../functions/declaration.ts'
import { allFunctions } from '../../functions/registry.ts'
import { bindLazyForm } from './bind-case.ts'
import { constant } from './bind-literal.ts'
import type { Binder } from './binder.ts'
import { callScalar, typesText } from './call-function.ts'
import { expressionError } from './expression-error.ts'
import { resolveType } from './resolve-type.ts'

export function bindCall(call: CallExpr, binder: Binder): BoundExpr {
  const { context, scope } = binder
  const applied = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
  const kind = context.lookup(applied)?.kind
  assertNoQuantifier(call, applied, kind)
  assertWithin(call, applied, kind)
  const own = context.onQueryFunction?.(call, scope)
  if (own) return own
  if (call.over) {
    if (kind === 'scalar') throw expressionError('bind.over-scalar', call.span)
    return context.onOver(call, scope)
  }
  const written = call.name.parts.map((part) => part.name).join('.')
  const name = written.toUpperCase()
  const lazy = bindLazyForm(call, name, binder)
  if (lazy) return lazy
  const fn = context.lookup(name)
  if (fn?.kind === 'aggregate') {
    assertAggregateSyntax(call, name)
    return context.onAggregate(JSON_AGGREGATES.has(name) ? withJsonValue(call) : call, fn, scope)
  }
  if (fn?.kind === 'scalar') {
    const { args, clauses } = bindArguments(call, binder)
    return callScalar(fn, args, call.span, clauses)
  }
  if (fn) throw expressionError('bind.misplaced', call.span, { what: name })
  const { args } = bindArguments(call, binder)
  throw unknownFunction(call, written, typesText(args))
}

/** DISTINCT and ALL are for aggregates, and what is not known yet says so first. */
function assertNoQuantifier({ quantifier, span }: CallExpr, name: string, kind: string | undefined): void {
  const isKnown = kind !== undefined || name.startsWith('GROUPING') || /^(TUMBLE|HOP|SESSION)_/.test(name)
  if (quantifier !== undefined && isKnown && kind !== 'aggregate' && name !== 'NULLIF')
    throw expressionError('bind.quantifier', span, { name })
}

function unknownFunction(call: CallExpr, written: string, types: string): SqlError {
  const known = allFunctions.flatMap(({ name, aliases = [] }) => [name, ...aliases]).filter(isPlainName)
  const suggestion = closestWord(written.toUpperCase(), known)
  const { span } = call.name
  if (suggestion === undefined) return expressionError('bind.no-function', span, { name: written, types })
  const params = { name: written, types, suggestion }
  return expressionError('bind.no-function-near', span, params, 'parse', [replaceFix(span, suggestion)])
}

function assertAggregateSyntax(call: CallExpr, name: string): void {
  if (call.args.length === 0) throw expressionError('bind.argument-count', call.span, { name })
  if (call.nulls && name !== 'ARRAY_AGG') throw expressionError('bind.nulls-clause', call.span, { name })
}

/** The aggregates that Flink lets stand before WITHIN GROUP; it plans neither percentile. */
const ORDERED_WITHIN = new Set(['COLLECT', 'JSON_ARRAYAGG', 'PERCENTILE_CONT', 'PERCENTILE_DISC'])

/** Most functions have no WITHIN GROUP or WITHIN DISTINCT; where Flink reads it, it is refused here. */
function assertWithin(call: CallExpr, name: string, kind: string | undefined): void {
  const { withinDistinct, withinGroup, over, span } = call
  if (withinGroup && ORDERED_WITHIN.has(name)) throw unsupported(`${name} WITHIN GROUP`, span)
  if (withinDistinct) throw unsupported(`${name} WITHIN DISTINCT`, span)
  const isKnown = kind !== undefined || over !== undefined || name.startsWith('GROUPING')
  if (withinGroup && isKnown)
    throw expressionError(kind === 'scalar' ? 'bind.within-scalar' : 'bind.within-group', span, { name })
}

const JSON_AGGREGATES = new Set(['JSON_ARRAYAGG', 'JSON_OBJECTAGG'])

/** The value of a JSON aggregate is turned into JSON below the aggregation. */
function withJsonValue(call: CallExpr): CallExpr {
  const value = call.args.at(-1)
  if (!value) return call
  const { span } = value
  const name = { parts: [{ name: 'JSON_STRING', quoted: false, span }], span }
  return { ...call, args: [...call.args.slice(0, -1), { kind: 'call', name, niladic: false, args: [value], span }] }
}

/** `PI` needs no parentheses, and comes before a column of that name. */
export function bindNullaryCall(ref: ColumnRef, binder: Binder): BoundExpr | undefined {
  const [only] = ref.parts
  if (ref.parts.length !== 1 || !only || only.quoted || only.name.toUpperCase() !== 'PI') return undefined
  const fn = binder.context.lookup('PI')
  return fn?.kind === 'scalar' ? callScalar(fn, [], ref.span) : undefined
}

/** Arguments in the order that declarations expect: keywords as texts, JSON defaults behind the others. */
export function bindArguments(
  call: CallExpr,
  binder: Binder,
): { readonly args: readonly BoundExpr[]; readonly clauses?: readonly CallClause[] } {
  const args = call.args.filter((arg) => !isMemberWord(arg)).map((arg) => bindArgument(arg, binder))
  if (args.length === 2 && call.args[0]?.kind === 'keyword' && isTrim(call)) {
    args.splice(1, 0, constant(' ', char(1), call.span))
  }
  if (!call.json || call.json.length === 0) return { args }
  const clauses: CallClause[] = []
  for (const clause of call.json) {
    const bound = bindClause(clause, args, call, binder)
    if (bound) clauses.push(bound)
  }
  return { args, clauses }
}

/** TRIM(LEADING FROM x) takes blanks away. */
const isTrim = (call: CallExpr): boolean => call.name.parts.at(-1)?.name.toUpperCase() === 'TRIM'

/** KEY k VALUE v of the JSON functions: keys and values alternate anyway. */
const isMemberWord = (arg: Expr): boolean => arg.kind === 'keyword' && (arg.word === 'KEY' || arg.word === 'VALUE')

function bindArgument(arg: Expr, binder: Binder): BoundExpr {
  if (arg.kind === 'keyword') return constant(arg.word, char(arg.word.length), arg.span)
  if (arg.kind === 'named') throw unsupported('named arguments', arg.span)
  return binder.bind(arg)
}

function bindClause(clause: JsonClause, args: BoundExpr[], call: CallExpr, binder: Binder): CallClause | undefined {
  switch (clause.kind) {
    case 'returning':
      return { kind: 'returning', type: resolveType(clause.type, binder.context.namedType) }
    case 'on': {
      const { event, action } = clause
      if (!clause.value) return { kind: 'on', event, action }
      if (clause.value.kind === 'subquery') throw unsupported('a query as default', clause.value.span)
      args.push(binder.bind(clause.value))
      return { kind: 'on', event, action, argument: args.length - 1 }
    }
    case 'unique':
      if (clause.unique) throw unsupported('WITH UNIQUE KEYS', call.span)
      return undefined
    case 'nulls':
    case 'wrapper':
      return clause
  }
}
