"""Compiled geometry: small functions over numbers and arrays, run millions of times; beside them their slow, plain twins."""
