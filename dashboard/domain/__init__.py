"""What the words mean: observations, agreements, findings and verdicts, with no input, output or clock."""
