"""The fault harness over hosts: replicated Redis with Sentinels on several machines, and what happens to machines."""
