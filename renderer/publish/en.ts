export const publishEn = {} as const
