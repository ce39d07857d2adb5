SELECT
  TRY_CAST(order_no AS BIGINT) AS order_id,
  NULLIF(TRIM(customer), '') AS customer,
  UPPER(TRIM(city)) AS city,
  TRY_CAST(price AS DECIMAL(10, 2)) AS price,
  TRY_CAST(quantity AS INT) AS quantity,
  created,
  CASE
    WHEN TRY_CAST(order_no AS BIGINT) IS NULL THEN 'order number'
    WHEN customer IS NULL OR TRIM(customer) = '' THEN 'customer'
    WHEN TRY_CAST(price AS DOUBLE) IS NULL OR TRY_CAST(price AS DOUBLE) <= 0 THEN 'price'
    WHEN TRY_CAST(quantity AS INT) IS NULL OR TRY_CAST(quantity AS INT) NOT BETWEEN 1 AND 1000 THEN 'quantity'
  END AS mistake
FROM raw_orders
