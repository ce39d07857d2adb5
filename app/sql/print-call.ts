import type { CallExpr, Expr, JsonClause } from './ast.ts'
import { NILADIC, RESERVED_FUNCTIONS } from './keyword.ts'
import type { Layout } from './layout.ts'
import { POWER } from './operator-power.ts'
import { SPECIAL_CALLS } from './parse-special-call.ts'
import { print, printExpr, printList, printOrder, printWindowSpec } from './print-expr.ts'
import { printIdentifier, printName } from './print-name.ts'
import { printType } from './print-type.ts'

export function printCall(call: CallExpr, layout: Layout): string {
  const name = `${call.semantics === undefined ? '' : `${call.semantics} `}${printCallName(call)}`
  if (call.niladic) return call.args.length === 0 ? name : `${name}(${printList(call.args, layout)})`
  const parts = [`${name}(${printArguments(call, layout)})`]
  if (call.nulls !== undefined) parts.push(`${call.nulls} NULLS`)
  if (call.withinDistinct !== undefined) parts.push(`WITHIN DISTINCT (${printList(call.withinDistinct, layout)})`)
  if (call.withinGroup !== undefined) parts.push(`WITHIN GROUP (${printOrder(call.withinGroup, layout)})`)
  if (call.filter !== undefined) parts.push(`FILTER (WHERE ${printExpr(call.filter, layout)})`)
  if (call.over !== undefined) {
    parts.push(`OVER ${'kind' in call.over ? printWindowSpec(call.over, layout) : printIdentifier(call.over)}`)
  }
  return parts.join(' ')
}

/** Reserved words that are functions stay without backquotes. */
function printCallName({ name }: CallExpr): string {
  const [only] = name.parts
  if (only === undefined || name.parts.length > 1 || only.quoted) return printName(name)
  const key = only.name.toUpperCase()
  return RESERVED_FUNCTIONS.has(key) || NILADIC.has(key) || SPECIAL_CALLS.has(key) ? only.name : printName(name)
}

function printArguments(call: CallExpr, layout: Layout): string {
  const special = printSpecialArguments(call, layout)
  if (special !== undefined) return [special, ...printJsonClauses(call, layout)].join(' ')
  const parts: string[] = []
  if (call.quantifier !== undefined) parts.push(call.quantifier)
  if (call.args.length > 0) parts.push(printList(call.args, layout))
  if (call.orderBy !== undefined) parts.push(printOrder(call.orderBy, layout))
  return [...parts, ...printJsonClauses(call, layout)].join(' ')
}

/** The arguments of a function with words between them; undefined for every other. */
function printSpecialArguments({ name, args }: CallExpr, layout: Layout): string | undefined {
  const [first, second] = args
  const text = (expr: Expr | undefined): string => (expr === undefined ? '' : printExpr(expr, layout))
  const only = name.parts.length === 1 ? name.parts[0]?.name.toUpperCase() : undefined
  switch (only) {
    case 'EXTRACT':
      return `${text(first)} FROM ${text(second)}`
    case 'TRIM':
      return first?.kind === 'keyword'
        ? `${args.slice(0, -1).map(text).join(' ')} FROM ${text(args.at(-1))}`
        : undefined
    case 'FLOOR':
    case 'CEIL':
    case 'CEILING':
      return second?.kind === 'keyword' ? `${text(first)} TO ${text(second)}` : undefined
    case 'POSITION':
      return `${first === undefined ? '' : print(first, POWER.range + 1, layout)} IN ${args.slice(1).map(text).join(' FROM ')}`
    case 'OVERLAY':
      return `${text(first)} PLACING ${text(second)} FROM ${args.slice(2).map(text).join(' FOR ')}`
    case 'CONVERT':
    case 'TRANSLATE':
      return second?.kind === 'keyword' ? args.map(text).join(' ') : undefined
    case 'JSON_OBJECT':
    case 'JSON_OBJECTAGG':
      return printMembers(args, layout)
    default:
      return undefined
  }
}

/** KEY k VALUE v, .. */
function printMembers(args: readonly Expr[], layout: Layout): string {
  const members: string[] = []
  for (let at = 0; at + 3 < args.length; at += 4) {
    const [, key, , value] = args.slice(at, at + 4) as [Expr, Expr, Expr, Expr]
    members.push(`KEY ${print(key, POWER.range + 1, layout)} VALUE ${printExpr(value, layout)}`)
  }
  return members.join(', ')
}

function printJsonClauses({ json }: CallExpr, layout: Layout): string[] {
  return (json ?? []).map((clause) => printJsonClause(clause, layout))
}

function printJsonClause(clause: JsonClause, layout: Layout): string {
  switch (clause.kind) {
    case 'returning':
      return `RETURNING ${printType(clause.type)}`
    case 'on': {
      const value = clause.value === undefined ? '' : ` ${printExpr(clause.value, layout)}`
      return `${clause.action}${value} ON ${clause.event}`
    }
    case 'nulls':
      return clause.action
    case 'wrapper':
      return `${clause.action} ARRAY WRAPPER`
    case 'unique':
      return `${clause.unique ? 'WITH' : 'WITHOUT'} UNIQUE KEYS`
  }
}
