import type { ConnectorMode } from '../catalog/table.ts'
import type { TableOverride } from '../run-types.ts'
import { Session } from '../session.ts'
import type { CaseTable, EngineCase } from './engine-case.ts'
import type { StatementSession } from './statement-session.ts'

/** The session of a case: its options, and what it says of tables beyond their DDL. */
export function createCaseSession(engineCase: EngineCase): StatementSession {
  const tables = Object.entries(engineCase.tables).map(([name, table]): [string, TableOverride] => [
    name,
    overrideOf(table),
  ])
  return new Session({ config: Object.entries(engineCase.config), tables: new Map(tables) })
}

const SOURCE_MODES: ReadonlyMap<string, ConnectorMode> = new Map([
  ['I', 'insert'],
  ['upsert', 'upsert'],
  ['all', 'all'],
])
const SINK_MODES: ReadonlyMap<string, ConnectorMode> = new Map([
  ['append', 'insert'],
  ['upsert', 'upsert'],
  ['requested', 'all'],
  ['all', 'all'],
])

function overrideOf(table: CaseTable): TableOverride {
  const sourceMode = table.changelogMode === undefined ? undefined : modeOf(table.changelogMode, SOURCE_MODES)
  const sinkMode = table.sinkMode === undefined ? undefined : modeOf(table.sinkMode, SINK_MODES)
  return {
    ...(sourceMode && { sourceMode }),
    ...(sinkMode && { sinkMode }),
    ...(table.watermark !== undefined && { watermarkPushDown: table.watermark === 'pushdown' }),
    ...(table.lookup !== undefined && { lookup: table.lookup }),
  }
}

function modeOf(text: string, modes: ReadonlyMap<string, ConnectorMode>): ConnectorMode {
  const mode = modes.get(text)
  if (mode === undefined) throw new Error(`the case asks for a changelog mode that is not known: ${text}`)
  return mode
}
