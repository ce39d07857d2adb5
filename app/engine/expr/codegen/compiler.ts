import type { CompilerSettings, ExprCompiler } from '../../compiled.ts'

/** The compiler of one job. */
export function createExprCompiler(_settings: CompilerSettings): ExprCompiler {
  throw new Error('not yet')
}
