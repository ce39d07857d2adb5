export const testingEn = {} as const
