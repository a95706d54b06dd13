"""The exercises: each module turns its own parameters into postures and knows its key poses."""
