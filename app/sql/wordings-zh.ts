/**
 * The Chinese of messages that are worded in English where they arise, in Flink's own words as far as it has
 * any. A blank stands for whatever text is there; `{0}` may come anywhere in the translation.
 */
export const WORDINGS_ZH: Readonly<Record<string, string>> = {
  // Names.
  "Column '{0}' not found in any table": "任何表中都没有列 '{0}'",
  "Column '{0}' not found in table '{1}'": "表 '{1}' 中没有列 '{0}'",
  "Column '{0}' is ambiguous": "列 '{0}' 有歧义：不止一个表有它",
  "Table '{0}' not found": "找不到表 '{0}'",
  "Object '{0}' not found": "找不到 '{0}'：没有这个表或视图",
  "Unknown identifier '{0}'": "未知的标识符 '{0}'",
  "Window '{0}' not found": "找不到窗口 '{0}'",
  "Duplicate relation name '{0}' in FROM clause": "FROM 子句中的名称 '{0}' 重复",
  "Duplicate name '{0}' in column alias list": "列别名 '{0}' 重复",
  'Duplicate window names not allowed': '窗口名不能重复',
  'List of column aliases must have same degree as table; table has {0} columns ({1}), whereas alias list has {2} columns':
    '列别名的个数必须与表的列数相同：表有 {0} 列（{1}），别名却有 {2} 个',
  'Number of columns must match number of query columns': '列名的个数必须与查询的列数相同',
  'No match found for function signature {0}': '没有与 {0} 相符的函数',
  "Invalid number of arguments to function '{0}'. Was expecting {1} arguments":
    "函数 '{0}' 的参数个数不对：应有 {1} 个",
  "Invalid number of arguments to function '{0}'": "函数 '{0}' 的参数个数不对",
  // Queries.
  "Expression '{0}' is not being grouped": "表达式 '{0}' 没有参与分组",
  '{0} clause must be a condition': '{0} 子句必须是条件',
  'Aggregate expression is illegal in {0} clause': '{0} 子句中不能使用聚合函数',
  'Windowed aggregate expression is illegal in {0} clause': '{0} 子句中不能使用 OVER 聚合',
  'Aggregate expressions cannot be nested': '聚合函数不能嵌套',
  '{0} operator may only occur in an aggregate query': '{0} 只能用在聚合查询中',
  'Argument to GROUPING operator must be a grouped expression': 'GROUPING 的参数必须是分组的表达式',
  "Illegal use of 'NULL'": "此处不能使用 'NULL'",
  'Ordinal out of range': '列序号超出范围',
  'The column is not in the select clause': '该列不在 SELECT 列表中',
  'Column count mismatch in {0}': '{0} 两侧的列数不同',
  'Type mismatch in column {0} of {1}': '{1} 第 {0} 列的类型不相容',
  'Type mismatch in USING': 'USING 的列类型不相容',
  'Unequal number of entries in VALUES clause': 'VALUES 各行的列数不同',
  'Values passed to VALUES operator must have compatible types': 'VALUES 各行的类型不相容',
  'Values passed to IN operator must have compatible types': 'IN 的各个值类型不相容',
  "Cannot apply '$SCALAR_QUERY' to arguments of more than a single field": '标量子查询只能有一列',
  'QUALIFY expression must contain a window function': 'QUALIFY 的表达式必须含有窗口函数',
  "Cannot apply '{0}' to arguments of these types": "'{0}' 不能用于这些类型",
  "Cannot apply '{0}' to arguments of type '{1}'.": "'{0}' 不能用于 '{1}' 这样的类型",
  "Cannot apply '{0}' to arguments of type '{1}'": "'{0}' 不能用于 '{1}' 这样的类型",
  "Call to auxiliary group function '{0}' must have matching call to group function '{1}' in GROUP BY clause":
    "'{0}' 须与 GROUP BY 子句中的 '{1}' 相对应",
  "Group function '{0}' can only appear in GROUP BY clause": "'{0}' 只能出现在 GROUP BY 子句中",
  'Encountered "{0}" in the text of the view': '视图的文本中不能出现 {0}',
  'View {0} refers to itself': '视图 {0} 引用了自身',
  // OVER.
  'Window specification must contain an ORDER BY clause': '窗口定义必须有 ORDER BY 子句',
  'ROWS value must be a non-negative integral constant': 'ROWS 的值必须是非负的整数常量',
  'ROW/RANGE not allowed with RANK, DENSE_RANK or ROW_NUMBER functions':
    'RANK、DENSE_RANK 与 ROW_NUMBER 不能带 ROWS 或 RANGE',
  'Data Type mismatch between ORDER BY and RANGE clause': 'ORDER BY 与 RANGE 的类型不一致',
  "Cannot specify IGNORE NULLS or RESPECT NULLS following '{0}'": "'{0}' 之后不能写 IGNORE NULLS 或 RESPECT NULLS",
  'PARTITION BY not allowed with existing window reference': '引用已有窗口时不能再写 PARTITION BY',
  'ORDER BY not allowed in both base and referenced windows': '引用的窗口已有 ORDER BY，不能再写一次',
  'Referenced window cannot have framing declarations': '被引用的窗口不能带 ROWS 或 RANGE',
  'Over Agg: Unsupported use of OVER windows. All aggregates must be computed on the same window. please re-check the over window statement.':
    '一个 SELECT 中的所有 OVER 聚合必须使用同一个窗口',
  'Over Agg: The window rank function requires order by clause with non-constant fields. please re-check the over window statement.':
    '排名函数需要按非常量的列 ORDER BY',
  'The window can only be ordered by a single time column.': '窗口只能按一个时间列排序',
  'The window can only be ordered in ASCENDING mode.': '窗口只能按升序排序',
  'OVER RANGE FOLLOWING windows are not supported yet.': '尚不支持 RANGE … FOLLOWING 的窗口',
  'Non-time attribute sort is not supported for bounded OVER window.': '有界的 OVER 窗口只能按时间属性排序',
  '{0} Function is not supported in stream mode.': '流模式不支持函数 {0}',
  // Top-N and sorting.
  'Sort on a non-time-attribute field is not supported.':
    '不支持按非时间属性的列排序：请加 LIMIT，或按时间属性升序排列',
  'FETCH is missed, which on streaming table is not supported currently.': '流表上不支持只有 OFFSET 而没有 LIMIT',
  'Rank end is not specified. Currently rank only support TopN, which means the rank end must be specified.':
    '没有指定排名的上限：只支持 Top-N，例如 WHERE rn <= 10',
  'Rank end should not less than zero, but now is {0}': '排名的上限不能小于零，这里却是 {0}',
  '{0}() on streaming table is not supported currently': '流表上不支持 {0}()',
  "StreamPhysical{0} doesn't support consuming {1} changes which is produced by node {2}":
    '{0} 不能处理 {1} 变更，而它的输入 {2} 会产生这样的变更',
  // Windows and time.
  'The window function {0} requires the timecol to be TIMESTAMP or TIMESTAMP_LTZ, but is {1}.':
    '窗口函数 {0} 的时间列必须是 TIMESTAMP 或 TIMESTAMP_LTZ，这里却是 {1}',
  'The window function requires the timecol is a time attribute type, but is {0}.':
    '窗口函数的时间列必须是时间属性，这里却是 {0}：请在建表处声明 WATERMARK',
  '{0} table function based aggregate requires {1}, but got {2}': '基于 {0} 的聚合参数不对：{2}',
  '{0} window with alignment is not supported yet.': '尚不支持带对齐的 {0} 窗口',
  'Processing time Window Join is not supported yet.': '尚不支持处理时间的窗口连接',
  'Multiple WATERMARK statements is not supported yet.': '一个表只能有一个 WATERMARK',
  "The rowtime attribute field '{0}' is not defined in the table schema": "表中没有定义作为事件时间的列 '{0}'",
  "Invalid column name '{0}' for rowtime attribute in watermark declaration. Available columns are: [{1}]":
    "WATERMARK 中的列 '{0}' 不存在；可用的列是：[{1}]",
  'A watermark can not be defined for a processing-time attribute.': '不能为处理时间声明 WATERMARK',
  "Invalid data type of {0} for watermark definition. The field must be of type TIMESTAMP(p) or TIMESTAMP_LTZ(p), the supported precision 'p' is from 0 to 3, but the {1} is {2}":
    'WATERMARK 的列必须是 TIMESTAMP(p) 或 TIMESTAMP_LTZ(p)，p 为 0 到 3，这里却是 {2}',
  'Interval join with rowtime attribute requires same rowtime types, but the types are {0} and {1}.':
    '区间连接两侧的事件时间类型必须相同，这里却是 {0} 和 {1}',
  'Interval join with different time attributes is not supported: {0} and {1}.':
    '区间连接两侧的时间属性必须同类，这里却是 {0} 和 {1}',
  // Temporal and lookup joins.
  'Temporal Table Join requires primary key in versioned table, but no primary key can be found.':
    '时态连接要求版本表有主键，这里却没有',
  'Event-Time Temporal Table Join requires both primary key and row time attribute in versioned table, but no row time attribute can be found.':
    '事件时间的时态连接要求版本表有主键和事件时间，这里却没有事件时间',
  'Event-Time Temporal Table Join requires same rowtime type in left table and versioned table.':
    '时态连接两侧的事件时间类型必须相同',
  "Temporal table's primary key must be included in the equivalence condition of temporal join.":
    '时态连接的等值条件必须包含版本表的主键',
  'Temporal table join requires an equality condition on fields of table.': '时态连接需要对表的列的等值条件',
  'Processing-time temporal join is not supported yet.': '尚不支持处理时间的时态连接',
  "The system time period specification expects Timestamp type but is '{0}'":
    "FOR SYSTEM_TIME AS OF 之后应为时间戳，这里却是 '{0}'",
  'Unsupported time travel expression: the expression can not be reduced to a constant by Flink.':
    'FOR SYSTEM_TIME AS OF 之后的表达式不是常量',
  'Unknown join type {0}': '此处不支持 {0} 连接',
  // Tables, views, catalogs.
  'Table (or view) {0} already exists in Catalog {1}.': '目录 {1} 中已有名为 {0} 的表或视图',
  "Table {0} doesn't exist or is a temporary table.": '表 {0} 不存在，或是临时表',
  'View {0} does not exist or is a temporary view.': '视图 {0} 不存在，或是临时视图',
  "Tables or views with the identifier '{0}' doesn't exist.": "没有名为 '{0}' 的表或视图",
  "Temporary {0} with identifier '{1}' exists. Drop it first before removing the permanent {2}.":
    "存在名为 '{1}' 的临时对象：请先删除它，再删除永久对象",
  "{0} with identifier '{1}' does not exist.": "名为 '{1}' 的对象不存在",
  'Database {0} does not exist in Catalog {1}.': '目录 {1} 中没有数据库 {0}',
  'Database {0} already exists in Catalog {1}.': '目录 {1} 中已有数据库 {0}',
  'Database {0} in catalog {1} is not empty.': '目录 {1} 中的数据库 {0} 不为空',
  'A database with name [{0}] does not exist in the catalog: [{1}].': '目录 [{1}] 中没有数据库 [{0}]',
  'A catalog with name [{0}] does not exist.': '没有目录 [{0}]',
  'Catalog {0} does not exist.': '目录 {0} 不存在',
  'Catalog {0} does not exist': '目录 {0} 不存在',
  'Catalog {0} already exists.': '目录 {0} 已存在',
  'Cannot drop a catalog which is currently in use.': '不能删除正在使用的目录',
  'Cannot drop a database which is currently in use.': '不能删除正在使用的数据库',
  'VIEW definition and input fields not match:': '视图的列名个数与查询的列数不同',
  'A column with the same name `{0}` has been defined': '已有同名的列 `{0}`',
  "A regular Column named '{0}' already exists in the table.": "表中已有名为 '{0}' 的列",
  "A column named '{0}' already exists in the base table.": "基表中已有名为 '{0}' 的列",
  "Source table '{0}' of the LIKE clause not found in the catalog": "找不到 LIKE 的基表 '{0}'",
  "Source table '{0}' of the LIKE clause can not be a VIEW.": "LIKE 的基表 '{0}' 不能是视图",
  'Each like option feature can be declared only once.': 'LIKE 的每个选项只能写一次',
  "Illegal merging strategy 'OVERWRITING' for '{0}' option.": "选项 '{0}' 不能用 OVERWRITING",
  'The base table already has a primary key. You might want to specify EXCLUDING CONSTRAINTS.':
    '基表已有主键：可以写 EXCLUDING CONSTRAINTS',
  "There already exists a watermark spec for column '{0}' in the base table. {1}":
    "基表已为列 '{0}' 声明了 WATERMARK：可以写 EXCLUDING WATERMARKS 或 OVERWRITING WATERMARKS",
  'Failed to execute ALTER TABLE statement.\n{0}': '无法执行 ALTER TABLE：{0}',
  // Keys.
  'Duplicate primary key definition': '一个表只能有一个主键',
  'UNIQUE constraint is not supported yet': 'Flink 不支持 UNIQUE 约束',
  "Flink doesn't support ENFORCED mode for PRIMARY KEY constraint. {0}":
    'Flink 不拥有数据，无法强制主键：请写 PRIMARY KEY (…) NOT ENFORCED',
  "Primary key column '{0}' is not defined in the schema": "表中没有作为主键的列 '{0}'",
  "Invalid primary key '{0}'. A primary key must not contain duplicate columns. Found: [{1}]": '主键中的列重复：[{1}]',
  "Invalid primary key '{0}'. Column '{1}' is nullable.": "主键的列 '{1}' 可以为 NULL：请声明 NOT NULL",
  'A PRIMARY KEY constraint must be declared on physical columns.': '主键只能用物理列',
  "Table '{0}' produces a changelog stream that contains UPDATE_AFTER but no UPDATE_BEFORE. This requires defining a primary key constraint on the table.":
    "表 '{0}' 只发出 UPDATE_AFTER 而不发出 UPDATE_BEFORE：必须为它声明主键",
  "Configuration 'table.exec.source.cdc-events-duplicate' is enabled which requires the changelog sources to define a PRIMARY KEY. However, table '{0}' doesn't have a primary key.":
    "已启用 'table.exec.source.cdc-events-duplicate'，变更日志源必须有主键，而表 '{0}' 没有",
  // INSERT.
  "Cannot find table '{0}' in any of the catalogs [{1}], nor as a temporary table.": "找不到表 '{0}'",
  'Cannot insert into the view {0}': '不能写入视图 {0}',
  "Unknown target column '{0}'": "目标表没有列 '{0}'",
  "Target column '{0}' is assigned more than once": "目标列 '{0}' 写了不止一次",
  'Number of INSERT target columns ({0}) does not equal number of source items ({1})':
    'INSERT 的目标列有 {0} 个，查询却给出 {1} 个',
  "Column '{0}' has no default value and does not allow NULLs": "列 '{0}' 没有默认值，也不允许 NULL",
  "Column types of query result and sink for '{0}' do not match.\nCause: Different number of columns.\n\nQuery schema: {1}\nSink schema:  {2}":
    "查询与表 '{0}' 的列数不同\n查询的列：{1}\n表的列：{2}",
  "Column types of query result and sink for '{0}' do not match.\nCause: Incompatible types for sink column '{1}' at position {2}.\n\nQuery schema: {3}\nSink schema:  {4}":
    "查询与表 '{0}' 的列类型不符：列 '{1}'（第 {2} 位）不相容\n查询的列：{3}\n表的列：{4}",
  "The query contains more than one rowtime attribute column [{0}] for writing into table '{1}'.\n{2}":
    "查询中有不止一个事件时间列 [{0}] 写入表 '{1}'：请只保留一个，把其余的转换为普通的 TIMESTAMP 或 TIMESTAMP_LTZ",
  // MATCH_RECOGNIZE.
  "Unknown pattern '{0}'": "模式中没有变量 '{0}'",
  "Pattern variable '{0}' has already been defined": "模式变量 '{0}' 重复定义",
  'Pattern variables must be unique. That might change in the future.': '每个模式变量只能出现一次',
  'Greedy quantifiers are not allowed as the last element of a Pattern yet. Finish your pattern with either a simple variable or reluctant quantifier.':
    '模式不能以贪婪量词结尾：请以单个变量或勉强量词（如 *?）结尾',
  'Patterns that can produce empty matches are not supported. There must be at least one non-optional state.':
    '不支持可能为空的模式：至少要有一个必需的变量',
  'Optional pattern cannot be preceded by greedy pattern': '贪婪的变量之后不能是可选的变量',
  'Reluctant optional variables are not supported yet.': '尚不支持勉强的可选变量（??）',
  'Expression not supported: Group patterns are not supported yet.': '尚不支持对一组变量使用量词',
  "Expression not supported. Currently, CEP doesn't support {0} patterns.": '尚不支持这类模式：{0}',
  'You must specify either rowtime or proctime for order by.': 'ORDER BY 必须有事件时间或处理时间',
  'You must specify either rowtime or proctime for order by as the first one.':
    'ORDER BY 的第一列必须是事件时间或处理时间',
  'Primary sort order of a streaming table must be ascending on time.': '流表必须先按时间升序排序',
  'Only a column can stand here': '此处只能是列',
  'A measure needs AS and a name': 'MEASURES 的每一项都要写 AS 和名称',
  'WITHIN needs an interval': 'WITHIN 之后应为时间间隔',
  'Interval must be non-negative': '时间间隔不能为负',
  'Flink does not support physical offsets within partition.': '不支持 PREV 与 NEXT',
  'Cannot use aggregation in navigation': '导航函数中不能使用聚合',
  'Cannot nest PREV/NEXT under LAST/FIRST': 'LAST 与 FIRST 中不能嵌套 PREV 或 NEXT',
  'Unsupported call: {0}': '不支持的调用：{0}',
  // Options and statements.
  'Could not parse value for enum {0}. Expected one of: [[{1}]]': '选项的值无效：应为 {1} 之一',
  'Unrecognized option for boolean: {0}. Expected either true or false(case insensitive)':
    '选项的值 {0} 无效：应为 true 或 false',
  "Could not parse value '{0}' for key '{1}'.": "选项 '{1}' 的值 '{0}' 无效",
  '{0} statement is not supported for streaming mode now.': '流模式不支持 {0} 语句',
  "INSERT OVERWRITE requires that the underlying DynamicTableSink of table '{0}' implements the SupportsOverwrite interface.":
    "表 '{0}' 不支持 INSERT OVERWRITE",
  // Functions and types.
  "'{0}' is not a valid time frame": "'{0}' 不是有效的时间单位",
  'unit {0} can not be applied to time variable': '单位 {0} 不能用于 TIME',
  'Invalid input arguments.': '参数无效',
  'We now only support the count of one field.': 'COUNT 只能有一个参数',
  "Argument to function '{0}' must be a literal": "函数 '{0}' 的这个参数必须是字面量",
  'Distinct aggregate function does not support type: {0}.\nPlease re-check the data type.':
    'DISTINCT 聚合不支持类型 {0}',
  "{0} aggregate function does not support type: ''{1}''. Please re-check the data type.": '聚合 {0} 不支持类型 {1}',
  '{0} aggregate function does not support yet for streaming.': '流模式尚不支持聚合 {0}',
  'Cast function cannot convert value of type {0} to type {1}': '不能把 {0} 转换为 {1}',
  'The cast from NUMERIC type to TIMESTAMP type is not allowed{0}': '不能把数字转换为时间戳：请用 TO_TIMESTAMP_LTZ',
  'The cast from TIMESTAMP type to NUMERIC type is not allowed{0}':
    '不能把时间戳转换为数字：请用 UNIX_TIMESTAMP(CAST(… AS STRING))',
  'implicit type conversion between {0} and {1} is not supported now': '{0} 与 {1} 之间没有隐式转换：请显式转换',
  "Invalid escape sequence '{0}', {1}": "转义序列 '{0}' 无效",
  "Unsupported type '{0}' for RETURNING in {1}.": "{1} 的 RETURNING 不支持类型 '{0}'",
  "Index must be an integer starting from '0', but was '{0}'.": "下标应为从 0 开始的整数，这里却是 '{0}'",
  'Type mismatch: {0} is NOT NULL, yet LEFT JOIN makes it nullable':
    '类型不符：{0} 为 NOT NULL，而 LEFT JOIN 会使它可以为 NULL',
  // What a plan cannot do.
  "Table sink '{0}' doesn't support consuming {1} changes which is produced by node {2}":
    "表 '{0}' 不能接收更新或删除（{1}），而查询会产生它们：请改用能接收更新的连接器，或改为只插入的查询；产生者为 {2}",
  'A source with a watermark that is normalized by its key must list its metadata columns last':
    '按主键规范化且带 WATERMARK 的源表，元数据列必须写在最后',
  'Flink 2.2.0 never ends planning this filter: written as an AND of ORs, which it is above a table that is normalized by its key, it asks this comparison twice':
    'Flink 2.2.0 规划此过滤条件时永不结束：在按主键规范化的表之上，条件会被改写为若干 OR 的 AND，此比较在其中出现了两次',
  'There are not enough rules to plan {0}': '无法为 {0} 生成执行计划',
  'The from should be a positive number greater than 0.': '量词的下限必须大于 0',
  'The to should be a number greater than or equal to from: {0}.': '量词的上限不能小于下限 {0}',
  'Encountered "{0}" in the text of a view': '视图的文本中不能出现 {0}',
  "Currently, window table function based aggregate doesn't support early-fire and late-fire configuration {0}.":
    '基于窗口表函数的聚合不支持提前触发与延迟触发的设置：{0}',
}
