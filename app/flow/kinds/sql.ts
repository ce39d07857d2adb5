import type { SqlConfig } from '../records.ts'
import { requireText } from './field-problem.ts'
import type { NodeKindDescriptor } from './kind.ts'
import { plainField } from './plain-field.ts'

export const sql: NodeKindDescriptor<SqlConfig> = {
  kind: 'sql',
  family: 'transform',
  ports: {
    inputs: { min: 1, max: Number.POSITIVE_INFINITY },
    outputs: { min: 1, max: Number.POSITIVE_INFINITY },
  },
  baseName: 'query',
  defaults: () => ({ kind: 'sql', sql: '' }),
  fields: [plainField('sql', 'sql-query', { required: true })],
  validate: (config) => requireText('sql', config.sql),
}
