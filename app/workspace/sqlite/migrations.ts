import type { Database } from './database.ts'

export interface Migration {
  readonly name: string
  apply(database: Database): void
}

/**
 * How the schema came to be; the file's `user_version` is the number of steps it has taken. A
 * released step is never changed: the schema of every version is what its steps make.
 */
export const migrations: readonly Migration[] = [
  {
    name: 'records, drafts and the lock',
    apply: (database) =>
      database.execute(`
        CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE record (id TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE draft (session TEXT NOT NULL PRIMARY KEY, base INTEGER NOT NULL, diff TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE lock (
          one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
          token INTEGER NOT NULL,
          owner TEXT,
          host TEXT NOT NULL,
          pid INTEGER NOT NULL,
          since INTEGER NOT NULL,
          seen_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO meta VALUES ('revision', 0);
        INSERT INTO lock VALUES (1, 0, NULL, '', 0, 0, 0);
      `),
  },
]

/** 'Mill' in ASCII: written at offset 68 of the file, where `file` and other tools look. */
export const APPLICATION_ID = 0x4d696c6c
