"""What stands between Faust and us: deliveries counted, offsets committed only behind them, bad bytes set aside.

`inlet` turns events into records, `outlet` records into deliveries, `ledger` knows which deliveries are still
out, `consumer` commits offsets by what was processed, never before the ledger is settled.
"""
