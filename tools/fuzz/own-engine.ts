import { createCaseSession } from '../../app/engine/case/create-case-session.ts'
import { type EngineCase, readCases } from '../../app/engine/case/engine-case.ts'
import { runCase } from '../../app/engine/case/run-case.ts'
import { type CaseLine, type CaseOutcome, collectOutcome } from '../../app/engine/case/testing-kit/case-outcome.ts'
import type { Disorder } from '../../app/engine/runtime/disorder.ts'
import type { Program } from './program.ts'

/** What the local engine does with a program, its own promises checked. */
export function runOwn(program: Program): CaseOutcome {
  return runEngineCase(engineCaseOf(program))
}

/** Through the text of a case, so that numbers are read as from a file. */
export function engineCaseOf(program: Program): EngineCase {
  const [engineCase] = readCases(JSON.stringify(program), program.id)
  if (engineCase === undefined) throw new Error('a program is one case')
  return engineCase
}

export function runEngineCase(engineCase: EngineCase, disorder?: Disorder): CaseOutcome {
  const lines: CaseLine[] = []
  runCase({
    engineCase,
    session: createCaseSession(engineCase),
    print: (line) => lines.push(JSON.parse(line) as CaseLine),
    checks: true,
    ...(disorder && { disorder }),
  })
  return collectOutcome(lines)
}
