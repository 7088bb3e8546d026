"""The fault harness on a Redis Cluster: three shards on six hosts, and what happens to a shard."""
