import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { pathText } from '../catalog/catalog.ts'
import type { BindEnvironment } from './environment.ts'
import { nameOf, says } from './name-of.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** DROP [TEMPORARY] TABLE and VIEW. */
export function drop(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const temporary = statement.verb.includes('TEMPORARY')
  const kind = statement.verb.endsWith('VIEW') ? 'view' : 'table'
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const stored = env.catalog.stored(path, true)
  if (stored?.kind === kind && !temporary) {
    const message = `Temporary ${kind} with identifier '${pathText(path)}' exists. Drop it first before removing the permanent ${kind}.`
    throw sqlError('plan', 'drop-temporary', message, name.span)
  }
  if (env.catalog.stored(path, temporary)?.kind === kind) {
    env.catalog.drop(path, temporary)
    return done
  }
  if (says(statement, 'IF EXISTS')) return done
  const what = `${temporary ? 'Temporary ' : ''}${kind}`
  const message = `${what.charAt(0).toUpperCase()}${what.slice(1)} with identifier '${pathText(path)}' does not exist.`
  throw sqlError('plan', 'drop-missing', message, name.span)
}
