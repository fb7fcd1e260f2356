"""What templates may call: components and charts."""
