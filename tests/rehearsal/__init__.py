"""The made-up campaign that is played for training."""
