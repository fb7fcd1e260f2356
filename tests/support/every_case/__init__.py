"""Every case there can be, without time: what may be tried, what must hold, what breaks without a part."""
