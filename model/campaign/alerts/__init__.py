"""When somebody should be told: rules looked at once a week, one file a kind of condition.

All of them together may raise one false alarm a quarter in a company of 20 campaigns that are exactly on
target and where nothing changes; `bench.trust_alerts` measures it.
"""
