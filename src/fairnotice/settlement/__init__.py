"""The fate of every minor unit: pay, refund, hold."""
