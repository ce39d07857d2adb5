import type { CompiledFlow, CompiledStatement } from './compiled-flow.ts'

/** The script as a target takes it that reads one statement a call: what prepares the job, then the job itself. */
export interface TargetStatements {
  readonly settings: readonly string[]
  readonly definitions: readonly string[]
  /** The statement set that starts the job; undefined when nothing is inserted. */
  readonly job: string | undefined
}

export function compileForTarget(compiled: CompiledFlow): TargetStatements {
  const texts = (...purposes: readonly CompiledStatement['purpose'][]): readonly string[] =>
    compiled.statements.filter(({ purpose }) => purposes.includes(purpose)).map(({ text }) => text)
  return {
    settings: texts('setting'),
    definitions: texts('source', 'view', 'sink'),
    job: texts('inserts')[0],
  }
}
