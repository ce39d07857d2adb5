import { bindStatement } from '../engine/bind/bind-statement.ts'
import type { Catalog } from '../engine/catalog/catalog.ts'
import type { Statement } from '../sql/ast-statement.ts'
import { type Diagnostic, SqlError } from '../sql/diagnostic.ts'
import { createBindEnvironment } from './bind-environment.ts'

/** The state that statements leave to those behind them. */
export interface ScriptState {
  readonly catalog: Catalog
  readonly config: Map<string, string>
}

/** Gives a statement its meaning: definitions take effect in the state, mistakes are answered. */
export type RunStatement = (statement: Statement, text: string, state: ScriptState) => readonly Diagnostic[]

/** Names and types only: what an editor needs to know where no jobs are planned. */
export const bindOnly: RunStatement = (statement, text, { catalog, config }) => {
  try {
    bindStatement(statement, createBindEnvironment(catalog, config), { config, overrides: new Map(), text })
    return []
  } catch (error) {
    if (error instanceof SqlError) return [error.diagnostic]
    throw error
  }
}
