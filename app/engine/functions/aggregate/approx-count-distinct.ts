import { BIGINT, notNull } from '../../../types/construct-type.ts'
import { anyType, defineAggregate, ofOne } from './define-aggregate.ts'
import { inlineOnly } from './inline-only.ts'

export const approxCountDistinct = defineAggregate({
  name: 'APPROX_COUNT_DISTINCT',
  docs: [
    'APPROX_COUNT_DISTINCT(value)',
    'APPROX_COUNT_DISTINCT(user_id)',
    'Batch only: Flink refuses it in streaming mode.',
    '仅限批模式：Flink 在流模式下拒绝它。',
  ],
  infer: ofOne('APPROX_COUNT_DISTINCT', anyType, () => notNull(BIGINT)),
  refuses: () => 'APPROX_COUNT_DISTINCT aggregate function does not support yet for streaming.',
  implement: () => inlineOnly({ fields: [], accumulate: () => '', merge: () => '', value: () => 'null' }),
})
