export const sqlEn = {
  'sql.protected': 'Only the queries and conditions of nodes can be edited here. Change the rest on the canvas.',
  'sql.keys': 'Ctrl+Space completes, Shift+Alt+F lays out. Tab leaves the field; Ctrl+M changes that.',
  'sql.rename.nothing': 'There is no name here that this text gives.',
  'sql.snippet.passThrough': 'Pass all rows through',
  'sql.snippet.perMinute': 'Count per minute',
  'sql.snippet.deduplicate': 'Keep the first row of each key',
  'sql.snippet.total': 'Running total by key',
} as const
