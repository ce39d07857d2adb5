import BetterSqlite3 from 'better-sqlite3'

export type SqlValue = string | number | null

/** The little of SQLite that the workspace uses. Rows are typed by the caller: every table is STRICT. */
export interface Database {
  execute(sql: string): void
  run(sql: string, ...values: SqlValue[]): number
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  pragma(text: string): unknown
  /** Takes the write lock at once, commits when `work` returns and rolls back when it throws. */
  write<T>(work: () => T): T
  close(): void
}

export interface DatabaseOptions {
  readonly readOnly?: boolean
}

/** `:memory:`, the path of a file, or the bytes of one, as a copy in memory. A new connection trusts nothing in the file's schema. */
export function openDatabase(path: string | Buffer, options: DatabaseOptions = {}): Database {
  const connection = new BetterSqlite3(path, { readonly: options.readOnly ?? false, timeout: 5000 })
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cell_size_check = ON')
  const statements = new Map<string, BetterSqlite3.Statement>()
  const prepare = (sql: string): BetterSqlite3.Statement => {
    let statement = statements.get(sql)
    if (statement === undefined) {
      statement = connection.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
  return {
    execute: (sql) => void connection.exec(sql),
    run: (sql, ...values) => prepare(sql).run(...values).changes,
    get: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => prepare(sql).all(...values) as Row[],
    pragma: (text) => connection.pragma(text, { simple: true }),
    write: (work) => connection.transaction(work).immediate(),
    close: () => void connection.close(),
  }
}
