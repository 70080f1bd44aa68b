"""The engine behind HTTP, with the contract of CollateX's service: `collate serve`."""
