import { packsEn } from '../packs/en.ts'
import { publishEn } from '../publish/en.ts'
import { sqlEn } from '../sql/en.ts'
import { testingEn } from '../testing/en.ts'
import { coreEn } from './core-en.ts'

/** Every text of the window in English; its keys are all the keys there are. */
export const en = { ...coreEn, ...sqlEn, ...testingEn, ...packsEn, ...publishEn } as const
