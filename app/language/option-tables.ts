// Options of Flink's connectors, formats and sessions, a line each:
// key | value it takes or the values to choose from | what it does, in English | in Chinese.

export const CONNECTORS: Readonly<Record<string, string>> = {
  kafka: `
topic | text | Topic to read or write; several to read are separated by ; | 读写的主题；读取多个时用 ; 分隔
topic-pattern | regular expression | Topics to read, by a pattern instead of names | 用正则表达式代替名称指定读取的主题
properties.bootstrap.servers | host:port, … | Brokers to begin with | Kafka 服务器地址
properties.group.id | text | Consumer group of the source | 数据源的消费者组
properties.auto.offset.reset | earliest, latest, none | Where to read when the group has no offset | 消费者组没有位点时从何处读取
format | format | Format of the value | 消息值的格式
key.format | format | Format of the key | 消息键的格式
key.fields | columns separated by ; | Columns that make the key | 构成消息键的列
key.fields-prefix | text | Prefix of the key's columns, which the format does not see | 键列的前缀，格式看不到它
value.format | format | Format of the value | 消息值的格式
value.fields-include | ALL, EXCEPT_KEY | Whether the value holds the key's columns too | 消息值是否也包含键列
scan.startup.mode | earliest-offset, latest-offset, group-offsets, timestamp, specific-offsets | Where reading begins | 从何处开始读取
scan.startup.specific-offsets | partition:0,offset:42;… | Offset of each partition to begin with | 各分区的起始位点
scan.startup.timestamp-millis | milliseconds | Time to begin with | 起始时间戳
scan.bounded.mode | unbounded, latest-offset, group-offsets, timestamp, specific-offsets | Where reading ends | 在何处结束读取
scan.bounded.specific-offsets | partition:0,offset:42;… | Offset of each partition to end before | 各分区的结束位点
scan.bounded.timestamp-millis | milliseconds | Time to end with | 结束时间戳
scan.topic-partition-discovery.interval | duration | How often new partitions are looked for | 发现新分区的间隔
scan.watermark.idle-timeout | duration | Silence after which a partition no longer holds back the watermark | 分区静默多久后不再阻挡水位线
scan.watermark.emit.strategy | on-periodic, on-event | When watermarks are sent | 发送水位线的时机
scan.watermark.alignment.group | text | Sources whose watermarks go on together | 水位线对齐的数据源组
scan.watermark.alignment.max-drift | duration | How far a source may run ahead of its group | 数据源可领先对齐组多远
scan.parallelism | number | Parallelism of the source | 数据源的并行度
sink.partitioner | default, fixed, round-robin | Which partition a row goes to | 行写入哪个分区
sink.delivery-guarantee | at-least-once, exactly-once, none | What holds after a failure | 故障后的交付保证
sink.transactional-id-prefix | text | Prefix of the transactions' names, for exactly-once | exactly-once 时事务名的前缀
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  'upsert-kafka': `
topic | text | Topic to read or write | 读写的主题
properties.bootstrap.servers | host:port, … | Brokers to begin with | Kafka 服务器地址
properties.group.id | text | Consumer group of the source | 数据源的消费者组
key.format | format | Format of the key, which is the primary key | 消息键（即主键）的格式
key.fields-prefix | text | Prefix of the key's columns, which the format does not see | 键列的前缀，格式看不到它
value.format | format | Format of the value | 消息值的格式
value.fields-include | ALL, EXCEPT_KEY | Whether the value holds the key's columns too | 消息值是否也包含键列
scan.parallelism | number | Parallelism of the source | 数据源的并行度
sink.buffer-flush.max-rows | number | Rows after which the buffer is written | 缓冲多少行后写出
sink.buffer-flush.interval | duration | Time after which the buffer is written | 缓冲多久后写出
sink.delivery-guarantee | at-least-once, exactly-once, none | What holds after a failure | 故障后的交付保证
sink.transactional-id-prefix | text | Prefix of the transactions' names, for exactly-once | exactly-once 时事务名的前缀
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  filesystem: `
path | path | Folder or file | 目录或文件
format | format | Format of the files | 文件的格式
source.monitor-interval | duration | How often new files are looked for; without it the source ends | 查找新文件的间隔；不设置时读完即止
source.path.regex-pattern | regular expression | Files to read | 要读取的文件
source.report-statistics | all, none | Whether sizes are told to the planner | 是否向优化器报告统计信息
partition.default-name | text | Partition of rows whose partition column is NULL | 分区列为 NULL 的行所在的分区
sink.rolling-policy.file-size | size | Size after which a file is closed | 文件达到多大后滚动
sink.rolling-policy.rollover-interval | duration | Age after which a file is closed | 文件存在多久后滚动
sink.rolling-policy.inactivity-interval | duration | Silence after which a file is closed | 文件静默多久后滚动
sink.partition-commit.trigger | process-time, partition-time | When a partition is complete | 何时提交分区
sink.partition-commit.delay | duration | How long a partition waits | 提交分区前等待多久
sink.partition-commit.policy.kind | metastore, success-file, custom | How a partition is announced | 如何宣布分区已提交
auto-compaction | true, false | Whether small files are joined | 是否合并小文件
compaction.file-size | size | Size of joined files | 合并后文件的大小
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  jdbc: `
url | jdbc:… | Address of the database | 数据库地址
table-name | text | Table in the database | 数据库中的表
driver | class | Driver, if the address does not tell it | 驱动类（无法由地址推断时）
username | text | User | 用户名
password | text | Password | 密码
connection.max-retry-timeout | duration | How long connecting is tried again | 重试连接的最长时间
scan.fetch-size | number | Rows fetched at a time | 每次读取的行数
scan.auto-commit | true, false | Whether reading commits | 读取时是否自动提交
scan.partition.column | column | Column that parts the reading | 切分读取的列
scan.partition.num | number | How many parts | 切分的份数
scan.partition.lower-bound | number | Smallest value of the first part | 第一份的最小值
scan.partition.upper-bound | number | Largest value of the last part | 最后一份的最大值
lookup.cache | NONE, PARTIAL | Whether looked-up rows are kept | 是否缓存维表查询结果
lookup.partial-cache.max-rows | number | Most rows kept | 最多缓存的行数
lookup.partial-cache.expire-after-write | duration | How long a row is kept | 缓存行的保留时间
lookup.max-retries | number | How often a failed look-up is tried again | 查询失败的重试次数
sink.buffer-flush.max-rows | number | Rows after which the buffer is written | 缓冲多少行后写出
sink.buffer-flush.interval | duration | Time after which the buffer is written | 缓冲多久后写出
sink.max-retries | number | How often a failed write is tried again | 写入失败的重试次数
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  datagen: `
rows-per-second | number | How fast rows are made | 每秒产生的行数
number-of-rows | number | After how many rows it ends | 产生多少行后结束
scan.parallelism | number | Parallelism of the source | 数据源的并行度`,
  print: `
print-identifier | text | Words before each row | 每行之前的标识
standard-error | true, false | Whether rows go to the error stream | 是否输出到标准错误
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  blackhole: '',
  'elasticsearch-7': `
hosts | http://host:port;… | Nodes to begin with | 节点地址
index | text | Index of a row; may hold {column} and {column|date format} | 写入的索引，可含 {列} 和 {列|日期格式}
document-id.key-delimiter | text | What stands between the parts of an id | 文档 id 各部分之间的分隔符
username | text | User | 用户名
password | text | Password | 密码
sink.delivery-guarantee | at-least-once, none | What holds after a failure | 故障后的交付保证
sink.bulk-flush.max-actions | number | Rows after which a bulk is sent | 每批最多的行数
sink.bulk-flush.max-size | size | Size after which a bulk is sent | 每批最大的大小
sink.bulk-flush.interval | duration | Time after which a bulk is sent | 批次发送的间隔
sink.bulk-flush.backoff.strategy | DISABLED, CONSTANT, EXPONENTIAL | How a failed bulk is tried again | 批次失败后的重试策略
format | format | Format of the documents | 文档的格式
sink.parallelism | number | Parallelism of the sink | 数据汇的并行度`,
  'mysql-cdc': `
hostname | text | Host of the database | 数据库主机
port | number | Port of the database | 数据库端口
username | text | User | 用户名
password | text | Password | 密码
database-name | regular expression | Databases to read | 要读取的数据库
table-name | regular expression | Tables to read | 要读取的表
server-id | number or range | Ids that the source takes among the replicas | 数据源作为副本使用的 id
scan.startup.mode | initial, earliest-offset, latest-offset, specific-offset, timestamp, snapshot | Where reading begins | 从何处开始读取
scan.incremental.snapshot.enabled | true, false | Whether the snapshot is read in pieces | 是否分片读取快照`,
  'postgres-cdc': `
hostname | text | Host of the database | 数据库主机
port | number | Port of the database | 数据库端口
username | text | User | 用户名
password | text | Password | 密码
database-name | text | Database to read | 要读取的数据库
schema-name | text | Schema to read | 要读取的 schema
table-name | text | Table to read | 要读取的表
slot.name | text | Replication slot | 复制槽
decoding.plugin.name | decoderbufs, pgoutput | How the database sends its changes | 数据库发送变更的方式
scan.startup.mode | initial, latest-offset | Where reading begins | 从何处开始读取`,
}

/** Behind the format's name: json.ignore-parse-errors. */
export const FORMATS: Readonly<Record<string, string>> = {
  json: `
fail-on-missing-field | true, false | Whether a missing field is a mistake | 缺少字段时是否报错
ignore-parse-errors | true, false | Whether what cannot be read becomes NULL | 无法解析时是否置为 NULL
timestamp-format.standard | SQL, ISO-8601 | How times are written | 时间的书写格式
map-null-key.mode | FAIL, DROP, LITERAL | What happens to NULL keys of maps | 如何处理 MAP 的 NULL 键
map-null-key.literal | text | What stands for a NULL key | 代替 NULL 键的文本
encode.decimal-as-plain-number | true, false | Whether decimals are written without exponents | 小数是否不用科学计数法
encode.ignore-null-fields | true, false | Whether NULL fields are left out | 是否省略 NULL 字段
decode.json-parser.enabled | true, false | Whether the streaming parser reads | 是否使用流式解析器`,
  csv: `
field-delimiter | character | What stands between fields | 字段分隔符
disable-quote-character | true, false | Whether nothing is quoted | 是否不用引号
quote-character | character | What quotes a field | 引号字符
escape-character | character | What takes a character's meaning away | 转义字符
allow-comments | true, false | Whether lines that begin with # are skipped | 是否跳过以 # 开头的行
ignore-parse-errors | true, false | Whether what cannot be read becomes NULL | 无法解析时是否置为 NULL
array-element-delimiter | character | What stands between elements | 数组元素分隔符
null-literal | text | What stands for NULL | 代表 NULL 的文本`,
  avro: `
codec | null, deflate, snappy, bzip2, xz | How files are compressed | 文件压缩方式
encoding | binary, json | How values are written | 值的编码方式
timestamp_mapping.legacy | true, false | Whether TIMESTAMP stands for an instant, as it did before | 是否沿用旧的时间戳映射`,
  'avro-confluent': `
url | http://… | Schema registry | Schema Registry 地址
subject | text | Subject to register under | 注册的 subject
basic-auth.credentials-source | USER_INFO, URL, SASL_INHERIT | Where the user's name comes from | 认证信息的来源
basic-auth.user-info | user:password | User and password | 用户名和密码`,
  'debezium-json': `
schema-include | true, false | Whether messages hold their schema | 消息中是否含 schema
ignore-parse-errors | true, false | Whether what cannot be read is skipped | 无法解析时是否跳过
timestamp-format.standard | SQL, ISO-8601 | How times are written | 时间的书写格式
map-null-key.mode | FAIL, DROP, LITERAL | What happens to NULL keys of maps | 如何处理 MAP 的 NULL 键`,
  'canal-json': `
ignore-parse-errors | true, false | Whether what cannot be read is skipped | 无法解析时是否跳过
timestamp-format.standard | SQL, ISO-8601 | How times are written | 时间的书写格式
database.include | regular expression | Databases to read | 要读取的数据库
table.include | regular expression | Tables to read | 要读取的表`,
  'maxwell-json': `
ignore-parse-errors | true, false | Whether what cannot be read is skipped | 无法解析时是否跳过
timestamp-format.standard | SQL, ISO-8601 | How times are written | 时间的书写格式`,
  'ogg-json': `
ignore-parse-errors | true, false | Whether what cannot be read is skipped | 无法解析时是否跳过
timestamp-format.standard | SQL, ISO-8601 | How times are written | 时间的书写格式`,
  'debezium-avro-confluent': `
url | http://… | Schema registry | Schema Registry 地址
subject | text | Subject to register under | 注册的 subject`,
  raw: `
charset | UTF-8, UTF-16, … | Characters of texts | 文本的字符集
endianness | big-endian, little-endian | Order of a number's bytes | 数字的字节序`,
  parquet: `
utc-timezone | true, false | Whether times are written in UTC | 时间是否按 UTC 写入`,
  orc: '',
  protobuf: `
message-class-name | class | Class of the messages | 消息类
ignore-parse-errors | true, false | Whether what cannot be read is skipped | 无法解析时是否跳过
read-default-values | true, false | Whether unset fields read as their defaults | 未设置的字段是否读为默认值`,
}

/** What SET takes. */
export const SETTINGS = `
pipeline.name | text | Name of the job | 作业名称
parallelism.default | number | Parallelism of the job | 作业的默认并行度
execution.runtime-mode | streaming, batch | How the job runs | 运行模式
execution.checkpointing.interval | duration | How often state is kept safe | 检查点间隔
execution.checkpointing.mode | EXACTLY_ONCE, AT_LEAST_ONCE | What holds after a failure | 检查点语义
state.backend.type | hashmap, rocksdb | Where state is kept | 状态后端
table.local-time-zone | Europe/Berlin, … | Time zone of the session | 会话时区
table.exec.state.ttl | duration | How long untouched state is kept; 0 for ever | 未访问状态的保留时间，0 表示永久
table.exec.source.idle-timeout | duration | Silence after which a source no longer holds back the watermark | 数据源静默多久后不再阻挡水位线
table.exec.source.cdc-events-duplicate | true, false | Whether changelog sources may repeat events | 变更日志源是否可能重复
table.exec.mini-batch.enabled | true, false | Whether rows are gathered before they are worked on | 是否攒批处理
table.exec.mini-batch.allow-latency | duration | How long rows are gathered | 攒批的最长时间
table.exec.mini-batch.size | number | Most rows gathered | 攒批的最多行数
table.exec.sink.upsert-materialize | AUTO, NONE, FORCE | Whether changes are ordered before an upsert sink | 写入 upsert 汇之前是否整理变更顺序
table.exec.sink.not-null-enforcer | ERROR, DROP | What happens to NULL in a NOT NULL column | NOT NULL 列出现 NULL 时如何处理
table.exec.sink.type-length-enforcer | IGNORE, TRIM_PAD, ERROR | What happens to texts of another length | 文本长度不符时如何处理
table.exec.resource.default-parallelism | number | Parallelism of all operators | 所有算子的并行度
table.exec.legacy-cast-behaviour | ENABLED, DISABLED | Whether casts behave as before 1.15 | 是否沿用 1.15 之前的转换行为
table.optimizer.agg-phase-strategy | AUTO, TWO_PHASE, ONE_PHASE | In how many steps aggregates are computed | 聚合分几步计算
table.optimizer.distinct-agg.split.enabled | true, false | Whether distinct aggregates are split against skew | 是否拆分 distinct 聚合以应对倾斜
table.optimizer.reuse-sub-plan-enabled | true, false | Whether equal parts of plans are shared | 是否复用相同的子计划
table.dml-sync | true, false | Whether INSERT waits for its job | INSERT 是否等待作业结束
sql-client.execution.result-mode | table, changelog, tableau | How the client shows results | 客户端的结果展示方式
restart-strategy.type | none, fixed-delay, failure-rate, exponential-delay | How a failed job starts again | 作业失败后的重启策略`
