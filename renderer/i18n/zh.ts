import { packsZh } from '../packs/zh.ts'
import { publishZh } from '../publish/zh.ts'
import { sqlZh } from '../sql/zh.ts'
import { testingZh } from '../testing/zh.ts'
import { coreZh } from './core-zh.ts'
import type { en } from './en.ts'

/** The same in Chinese: a key without a text does not compile. */
export const zh = {
  ...coreZh,
  ...sqlZh,
  ...testingZh,
  ...packsZh,
  ...publishZh,
} satisfies Record<keyof typeof en, string>
