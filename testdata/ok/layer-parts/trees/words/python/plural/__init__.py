def plural(s): return s + "s"
