// Of the logarithm to base 2 of 1 + r / scale, by the power of r and without r itself, where scale is 1.4453125.

export const L1 = -0.0018109987362847776
export const L2 = -0.345319438275015
export const L3 = 0.15928247963676367
export const L4 = -0.08265469213583412
export const L5 = 0.04575048905248332
export const L6 = -0.026378660354584978
export const L7 = 0.015643869615692096
export const L8 = -0.009470883226797375
