"""The rules: each looks at a pair of readings and names their variation, or has no answer."""
