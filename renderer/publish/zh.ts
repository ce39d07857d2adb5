import type { publishEn } from './en.ts'

export const publishZh = {} satisfies Record<keyof typeof publishEn, string>
