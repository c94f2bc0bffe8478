def sample():
    return b"EUR,USD,1.1\n"


def tidy(raw):
    return b"\n".join(sorted(set(raw.splitlines()))) + b"\n"
