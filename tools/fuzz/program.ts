import type { CaseEvent, CaseTable } from '../../app/engine/case/engine-case.ts'
import type { Dice } from './dice.ts'

/** An engine case as a generator makes it and a case file holds it. */
export interface Program {
  readonly id: string
  readonly family: string
  readonly config?: Readonly<Record<string, string>>
  readonly statements: readonly string[]
  readonly tables?: Readonly<Record<string, CaseTable>>
  readonly events: readonly CaseEvent[]
  readonly final?: 'none'
  readonly watermarks?: true
}

/** What a family's generator makes; the command adds id and family. */
export type Draft = Omit<Program, 'id' | 'family'>

export interface Family {
  readonly name: string
  readonly generate: (dice: Dice) => Draft
}

/** Of a recorded case only what makes it run. */
export function programOf({ id, family, config, statements, tables, events, final, watermarks }: Program): Program {
  return {
    id,
    family: family ?? id.replace(/-\d+-\d+$/, ''),
    ...(config && { config }),
    statements,
    ...(tables && { tables }),
    events,
    ...(final && { final }),
    ...(watermarks && { watermarks }),
  }
}
