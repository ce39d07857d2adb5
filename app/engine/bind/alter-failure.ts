import { type SqlError, sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'

/** An ALTER TABLE that the table does not allow. */
export const alterFailure = (message: string, span: Span): SqlError =>
  sqlError('parse', 'alter-table', `Failed to execute ALTER TABLE statement.\n${message}`, span)
