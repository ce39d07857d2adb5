-- An updating result: every click changes the row of its page.
SELECT
  page,
  COUNT(*) AS clicks,
  COUNT(DISTINCT visitor) AS visitors
FROM people
GROUP BY page
