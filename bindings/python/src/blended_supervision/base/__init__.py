"""What the rooms above share: what callers give, shipped files, words, telling of long work."""
