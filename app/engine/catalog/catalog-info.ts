/** A catalog of the session: where its databases are named. Their tables are with the session. */
export interface CatalogInfo {
  readonly defaultDatabase: string
  readonly databases: Set<string>
  /** As CREATE CATALOG gave them; absent for the catalog that every session has. */
  readonly options?: ReadonlyMap<string, string>
  readonly comment?: string
}

export const createCatalogInfo = (
  defaultDatabase: string,
  options?: ReadonlyMap<string, string>,
  comment?: string,
): CatalogInfo => ({
  defaultDatabase,
  databases: new Set([defaultDatabase]),
  ...(options && { options }),
  ...(comment !== undefined && { comment }),
})
