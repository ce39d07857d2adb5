import { Session, warningsOf } from '../engine/session.ts'
import type { RunStatement } from './run-statement.ts'

/** Everything that the engine can say before rows flow, as `millrace check` does. */
export const planStatement: RunStatement = (statement, text, { catalog, config }) => {
  const session = new Session({ config, tables: new Map(), catalog })
  const outcome = session.run(statement, text)
  config.clear()
  for (const [key, value] of session.config) config.set(key, value)
  return outcome.kind === 'failed' ? [outcome.diagnostic] : warningsOf(statement, outcome)
}
