SELECT
  payment_id,
  order_id,
  customer,
  amount,
  paid_at,
  TIMESTAMPDIFF(MINUTE, due_at, paid_at) AS minutes_late
FROM payments
WHERE paid_at > due_at
