import type { FilterConfig } from '../records.ts'
import { requireText } from './field-problem.ts'
import type { NodeKindDescriptor } from './kind.ts'
import { plainField } from './plain-field.ts'

export const filter: NodeKindDescriptor<FilterConfig> = {
  kind: 'filter',
  family: 'transform',
  ports: { inputs: { min: 1, max: 1 }, outputs: { min: 1, max: Number.POSITIVE_INFINITY } },
  baseName: 'filter',
  defaults: () => ({ kind: 'filter', condition: '' }),
  fields: [plainField('condition', 'sql-condition', { required: true })],
  validate: (config) => requireText('condition', config.condition),
}
