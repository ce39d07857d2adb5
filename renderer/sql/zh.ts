import type { sqlEn } from './en.ts'

export const sqlZh = {} satisfies Record<keyof typeof sqlEn, string>
