def today(): return "2000-01-01"
