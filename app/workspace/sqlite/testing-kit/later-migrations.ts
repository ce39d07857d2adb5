import { type Migration, migrations } from '../migrations.ts'

/** The schema of a Millrace to come: two more steps. */
export const laterMigrations: readonly Migration[] = [
  ...migrations,
  {
    name: 'labels',
    apply: (database) => database.execute('CREATE TABLE label (text TEXT NOT NULL PRIMARY KEY) STRICT'),
  },
  { name: 'a first label', apply: (database) => database.execute("INSERT INTO label VALUES ('red')") },
]
