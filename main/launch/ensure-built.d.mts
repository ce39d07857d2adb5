/** Builds what the program is started from, where the sources are younger; says so. False: the build failed. */
export function ensureBuilt(): boolean
