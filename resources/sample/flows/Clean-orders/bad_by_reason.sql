SELECT mistake, COUNT(*) AS orders
FROM bad
GROUP BY mistake
