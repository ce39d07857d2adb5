import type { AggregateFunction } from '../declaration.ts'
import { approxCountDistinct } from './approx-count-distinct.ts'
import { arrayAgg } from './array-agg.ts'
import { average } from './average.ts'
import { collect } from './collect.ts'
import { count } from './count.ts'
import { firstValue, lastValue } from './first-last.ts'
import { jsonArrayAgg, jsonObjectAgg } from './json-aggregate.ts'
import { listagg } from './listagg.ts'
import { max, min } from './min-max.ts'
import { percentileAggregate } from './percentile.ts'
import { singleValue } from './single-value.ts'
import { sum, sumFromZero } from './sum.ts'
import { variances } from './variance.ts'

/** Every aggregate function, for the registry. */
export const aggregateFunctions: readonly AggregateFunction[] = [
  count,
  sum,
  sumFromZero,
  average,
  min,
  max,
  firstValue,
  lastValue,
  listagg,
  arrayAgg,
  collect,
  ...variances,
  percentileAggregate,
  jsonArrayAgg,
  jsonObjectAgg,
  singleValue,
  approxCountDistinct,
]
