import type { testingEn } from './en.ts'

export const testingZh = {} satisfies Record<keyof typeof testingEn, string>
