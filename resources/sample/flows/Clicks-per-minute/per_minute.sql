SELECT
  page,
  window_start,
  COUNT(*) AS clicks
FROM TABLE(TUMBLE(TABLE people, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY page, window_start, window_end
