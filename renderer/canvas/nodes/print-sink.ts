import type { PrintSinkConfig } from '../../../app/flow/records.ts'
import type { NodeLook } from './node-look.ts'

export const printSinkLook: NodeLook<PrintSinkConfig> = {
  title: 'kind.print-sink',
  group: 'sinks',
  icon: 'print',
  family: 'sink',
  subtitle: (config, t) => (config.prefix === '' ? t('kind.print-sink') : `${t('kind.print-sink')} · ${config.prefix}`),
}
