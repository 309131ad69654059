"""The dataset in TOML: its models, how it is read, checked and written."""
