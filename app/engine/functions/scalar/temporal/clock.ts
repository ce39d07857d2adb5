import { DATE, TIME, timestamp, timestampLtz, withNullable } from '../../../../types/construct-type.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { typeText } from '../../../../types/type-text.ts'
import type { Value } from '../../../../types/value.ts'
import { zoneOrGmt } from '../../../../types/zone.ts'
import type { ScalarFunction } from '../../declaration.ts'
import { type Docs, refuse, refuseTypes, scalar } from '../../define.ts'

// The current time: that of the run's clock, for each row.

function clock(
  name: string,
  type: LogicalType,
  read: (now: number, offset: number) => Value,
  docs: Docs,
  aliases: readonly string[] = [],
): ScalarFunction {
  return scalar({
    name,
    aliases,
    category: 'temporal',
    deterministic: false,
    docs,
    infer: (args) => (args.length === 0 ? { ok: true, type: withNullable(type, false) } : refuseTypes(name, args)),
    implement: () => ({
      withContext: (context) => {
        const { offsetAt } = zoneOrGmt(context.zone)
        return () => {
          const now = context.now()
          return read(now, offsetAt(now))
        }
      },
    }),
  })
}

const secondsOfDay = (local: number): number =>
  Math.floor((local - Math.floor(local / MILLIS_PER_DAY) * MILLIS_PER_DAY) / 1000) * 1000

/** What the operator has seen before the row: NULL until a watermark has come. */
const currentWatermark = scalar({
  name: 'CURRENT_WATERMARK',
  category: 'temporal',
  deterministic: false,
  docs: [
    'CURRENT_WATERMARK(rowtime)',
    'CURRENT_WATERMARK(ts)',
    'The current watermark of a time attribute.',
    '时间属性的当前水位线。',
  ],
  infer: (args) => {
    const type = args[0]?.type
    if (args.length !== 1 || type === undefined) return refuseTypes('CURRENT_WATERMARK', args)
    if (!('time' in type) || type.time !== 'rowtime') {
      return refuse(
        `CURRENT_WATERMARK() must be called with a single rowtime attribute argument, but '${typeText(type)}' cannot be a time attribute.`,
      )
    }
    return { ok: true, type: type.kind === 'TIMESTAMP_LTZ' ? timestampLtz(3) : timestamp(3) }
  },
  implement: () => ({ nulls: 'called', withWatermark: (watermark) => watermark }),
})

export const clockFunctions: readonly ScalarFunction[] = [
  clock(
    'CURRENT_TIMESTAMP',
    timestampLtz(3),
    (now) => now,
    ['CURRENT_TIMESTAMP', 'CURRENT_TIMESTAMP', 'The current time.', '当前时间。'],
    ['NOW'],
  ),
  clock('CURRENT_ROW_TIMESTAMP', timestampLtz(3), (now) => now, [
    'CURRENT_ROW_TIMESTAMP()',
    'CURRENT_ROW_TIMESTAMP()',
    'The current time, for each row.',
    '处理每行时的当前时间。',
  ]),
  clock('LOCALTIMESTAMP', timestamp(3), (now, offset) => now + offset, [
    'LOCALTIMESTAMP',
    'LOCALTIMESTAMP',
    'The current local time stamp.',
    '会话时区的当前时间戳。',
  ]),
  clock('CURRENT_DATE', DATE, (now, offset) => Math.floor((now + offset) / MILLIS_PER_DAY), [
    'CURRENT_DATE',
    'CURRENT_DATE',
    'The current local date.',
    '会话时区的当前日期。',
  ]),
  clock(
    'LOCALTIME',
    TIME,
    (now, offset) => secondsOfDay(now + offset),
    ['LOCALTIME', 'LOCALTIME', 'The current local time of day.', '会话时区的当前时刻。'],
    ['CURRENT_TIME'],
  ),
  clock('PROCTIME', { ...timestampLtz(3), time: 'proctime' }, (now) => now, [
    'PROCTIME()',
    'PROCTIME()',
    'The processing time, as a time attribute.',
    '处理时间属性。',
  ]),
  currentWatermark,
]
