import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { alterTable } from './alter-table.ts'
import { alterView } from './alter-view.ts'
import type { Session } from './bind-statement.ts'
import { createCatalog, dropCatalog, showCatalog, useCatalog } from './catalogs.ts'
import { alterDatabase, createDatabase, dropDatabase, useDatabase } from './databases.ts'
import { describe } from './describe.ts'
import { drop } from './drop.ts'
import type { BindEnvironment } from './environment.ts'
import { refuseTruncate, refuseUpdate } from './refuse-update.ts'
import { show } from './show.ts'
import { showCreateTable, showCreateView } from './show-create.ts'
import type { BoundStatement } from './statement-result.ts'

type Administer = (statement: OtherStatement, env: BindEnvironment, session: Session) => BoundStatement

/** What Flink reads and has no answer to. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['SHOW JOBS', "ShowJobsOperation doesn't support ExecutableOperation yet."],
  ['DESCRIBE JOB', 'DescribeJobOperation does not support ExecutableOperation yet.'],
  ['SHOW PROCEDURES', 'listProcedures is not implemented for class GenericInMemoryCatalog.'],
])

const VERBS: ReadonlyMap<string, Administer> = new Map<string, Administer>([
  ['DROP TABLE', drop],
  ['DROP VIEW', drop],
  ['DROP TEMPORARY TABLE', drop],
  ['DROP TEMPORARY VIEW', drop],
  ['DESCRIBE', describe],
  ['DESCRIBE EXTENDED', describe],
  ['SHOW COLUMNS FROM', describe],
  ['SHOW CREATE TABLE', showCreateTable],
  ['SHOW CREATE VIEW', showCreateView],
  ['USE', useDatabase],
  ['CREATE DATABASE', createDatabase],
  ['DROP DATABASE', dropDatabase],
  ['ALTER DATABASE SET', alterDatabase],
  ['USE CATALOG', useCatalog],
  ['CREATE CATALOG', createCatalog],
  ['DROP CATALOG', dropCatalog],
  ['SHOW CREATE CATALOG', showCatalog],
  ['DESCRIBE CATALOG', showCatalog],
  ['DESCRIBE CATALOG EXTENDED', showCatalog],
  ['UPDATE', refuseUpdate],
  ['DELETE FROM', refuseUpdate],
  ['TRUNCATE TABLE', refuseTruncate],
  ['ALTER VIEW', alterView],
  ['ALTER VIEW RENAME', alterView],
  ...['RENAME', 'ADD', 'MODIFY', 'DROP', 'SET', 'RESET'].map((what): [string, Administer] => [
    `ALTER TABLE ${what}`,
    alterTable,
  ]),
])

/** The statements about the catalog itself; what is not here is refused by its name. */
export function administer(statement: OtherStatement, env: BindEnvironment, session: Session): BoundStatement {
  const administered = VERBS.get(statement.verb)
  if (administered !== undefined) return administered(statement, env, session)
  const refusal = REFUSED.get(statement.verb)
  if (refusal !== undefined) throw sqlError('plan', 'no-answer', refusal, statement.span)
  const shown = show(statement, env)
  if (shown !== undefined) return shown
  throw unsupported(statement.verb, statement.span)
}
