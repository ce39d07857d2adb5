-- One row for every quarter of an hour, once the watermark has passed its end.
SELECT
  window_start,
  window_end,
  COUNT(*) AS payments,
  SUM(amount) AS amount,
  MAX(minutes_late) AS worst_minutes
FROM TABLE(TUMBLE(TABLE overdue, DESCRIPTOR(paid_at), INTERVAL '15' MINUTE))
GROUP BY window_start, window_end
