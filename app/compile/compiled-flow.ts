import type { FlowProblem } from '../flow/problem.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import type { Span } from '../sql/span.ts'
import type { MappedPiece } from './source-map.ts'

/** A mistake in a flow; where the SQL layer or the engine found it, with what they said. */
export type CompileProblem = FlowProblem & { readonly diagnostic?: Diagnostic }

export interface CompiledStatement {
  readonly purpose: 'setting' | 'source' | 'view' | 'sink' | 'inserts'
  /** The node that it declares; absent for settings and the inserts. */
  readonly node?: string
  /** The statement alone, without the semicolon that ends it in the script. */
  readonly text: string
  /** Where it stands in the script. */
  readonly span: Span
}

export interface CompiledFlow {
  readonly script: string
  readonly statements: readonly CompiledStatement[]
  readonly pieces: readonly MappedPiece[]
  /** With an error among them the script lacks what could not be said. */
  readonly problems: readonly CompileProblem[]
}
