import { BIGINT, notNull } from '../../../types/construct-type.ts'
import type { InlinePart } from '../declaration.ts'
import { refuse } from '../define.ts'
import { defineAggregate } from './define-aggregate.ts'
import { inlineOf } from './inline-only.ts'

/** How many values there are. */
export const countPart: InlinePart = {
  fields: [0],
  accumulate: ([n]) => `${n}++`,
  retract: ([n]) => `${n}--`,
  merge: ([n], [m]) => `${n} += ${m}`,
}

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
  implement: () => inlineOf([countPart], ([n]) => `${n}`),
})
