import type { FilterConfig } from '../../../app/flow/records.ts'
import type { NodeLook } from './node-look.ts'

export const filterLook: NodeLook<FilterConfig> = {
  title: 'kind.filter',
  group: 'transform',
  icon: 'filter',
  family: 'transform',
  subtitle: (config, t) =>
    config.condition.trim() === '' ? t('kind.noCondition') : config.condition.trim().replace(/\s+/g, ' '),
}
