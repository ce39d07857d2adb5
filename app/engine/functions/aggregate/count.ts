import { BIGINT, notNull } from '../../../types/construct-type.ts'
import { refuse } from '../define.ts'
import { defineAggregate } from './define-aggregate.ts'
import { inlineOnly } from './inline-only.ts'

export const count = defineAggregate({
  name: 'COUNT',
  docs: [
    ['COUNT(*)', 'COUNT([DISTINCT] value)'],
    'COUNT(DISTINCT user_id)',
    'The number of rows, or of rows whose value is not NULL.',
    '行数，或值不为 NULL 的行数。',
  ],
  infer: (args) =>
    args.some(({ type }) => type.kind === 'NULL')
      ? refuse("Illegal use of 'NULL'")
      : { ok: true, type: notNull(BIGINT) },
  refuses: ({ args }) => (args.length > 1 ? 'We now only support the count of one field.' : undefined),
  implement: () =>
    inlineOnly({
      fields: [0],
      accumulate: ([n]) => `${n}++`,
      retract: ([n]) => `${n}--`,
      merge: ([n], [m]) => `${n} += ${m}`,
      value: ([n]) => `${n}`,
    }),
})
