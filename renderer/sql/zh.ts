import type { sqlEn } from './en.ts'

export const sqlZh = {
  'sql.protected': '此处只能编辑节点的查询和条件，其余部分请在画布上修改。',
  'sql.keys': 'Ctrl+Space 补全，Shift+Alt+F 排版。Tab 离开此字段，Ctrl+M 可切换。',
  'sql.rename.nothing': '此处没有可改的名称。',
  'sql.snippet.passThrough': '原样输出所有行',
  'sql.snippet.perMinute': '每分钟计数',
  'sql.snippet.deduplicate': '每个键只保留第一行',
  'sql.snippet.total': '按键实时汇总',
} satisfies Record<keyof typeof sqlEn, string>
