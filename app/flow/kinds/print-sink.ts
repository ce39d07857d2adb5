import type { PrintSinkConfig } from '../records.ts'
import type { NodeKindDescriptor } from './kind.ts'
import { plainField } from './plain-field.ts'

export const printSink: NodeKindDescriptor<PrintSinkConfig> = {
  kind: 'print-sink',
  family: 'sink',
  ports: { inputs: { min: 1, max: 1 }, outputs: { min: 0, max: 0 } },
  baseName: 'print',
  defaults: () => ({ kind: 'print-sink', prefix: '' }),
  fields: [plainField('prefix', 'text')],
  validate: () => [],
}
