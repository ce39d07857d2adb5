import { aggregate } from './families/aggregate.ts'
import { call } from './families/call.ts'
import { cast } from './families/cast.ts'
import { error } from './families/error.ts'
import { intervaljoin } from './families/intervaljoin.ts'
import { join } from './families/join.ts'
import { match } from './families/match.ts'
import { over } from './families/over.ts'
import { rank } from './families/rank.ts'
import { scalar } from './families/scalar.ts'
import { script } from './families/script.ts'
import { setops } from './families/setops.ts'
import { temporaljoin } from './families/temporaljoin.ts'
import { window } from './families/window.ts'
import { windowchain } from './families/windowchain.ts'
import type { Family } from './program.ts'

/** In the order in which they run. */
export const FAMILIES: readonly Family[] = [
  aggregate,
  call,
  cast,
  error,
  intervaljoin,
  join,
  match,
  over,
  rank,
  scalar,
  script,
  setops,
  temporaljoin,
  window,
  windowchain,
]
