"""A reader of HCL for the tests: what Terraform's own syntax says, of the part that is ever emitted.

	parse(text)  -> a body: {"attrs": {name: expr}, "blocks": [(type, [labels], body)]}

Expressions are tuples: ("str", [text or expr…]), ("num", text), ("bool", b), ("null",), ("list", […]),
("obj", [(key expr, expr)…]), ("var", name), ("get", expr, name), ("index", expr, expr), ("splat", expr),
("call", name, […]), ("cond", a, b, c), ("bin", op, a, b), ("un", op, a), ("for", text).
"""
import re

NUMBER = re.compile(r"\d+(\.\d+)?([eE][+-]?\d+)?")
IDENT = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
HEREDOC = re.compile(r"<<(-?)([A-Za-z_]\w*)\n")
OPS = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]]
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class Bad(Exception):
	"""What is no HCL, with its line."""


class Reader:
	def __init__(self, text):
		self.s, self.at = text, 0

	def fail(self, what):
		raise Bad(f"line {self.s.count(chr(10), 0, self.at) + 1}: {what} at `{self.s[self.at:self.at + 30]}`")

	def space(self, lines):
		"""Over blanks and comments, and line ends where they mean nothing."""
		while self.at < len(self.s):
			c = self.s[self.at]
			if c in " \t\r" or (lines and c == "\n"):
				self.at += 1
			elif c == "#" or self.s.startswith("//", self.at):
				while self.at < len(self.s) and self.s[self.at] != "\n":
					self.at += 1
			else:
				return

	def take(self, word, lines=False):
		self.space(lines)
		if self.s.startswith(word, self.at):
			self.at += len(word)
			return True
		return False

	def need(self, word, lines=False):
		if not self.take(word, lines):
			self.fail(f"`{word}` is wanted")

	def ident(self):
		m = IDENT.match(self.s, self.at)
		if not m:
			self.fail("a name is wanted")
		self.at = m.end()
		return m[0]

	# ---- Bodies --------------------------------------------------------------------------------

	def body(self, end):
		out = {"attrs": {}, "blocks": []}
		while True:
			self.space(True)
			if end and self.take(end):
				return out
			if self.at == len(self.s):
				if end:
					self.fail("a block has no end")
				return out
			name = self.ident()
			self.space(False)
			if self.s[self.at] == "=" and self.s[self.at + 1] != "=":
				self.at += 1
				if name in out["attrs"]:
					self.fail(f"`{name}` stands twice")
				out["attrs"][name] = self.expr(False)
				self.space(False)
				if self.at < len(self.s) and self.s[self.at] not in "\n}":
					self.fail("an argument goes on")
				continue
			labels = []
			while not self.take("{"):
				self.space(False)
				if self.s[self.at] == '"':
					part = self.string()
					labels.append("".join(part[1]))
				else:
					labels.append(self.ident())
				self.space(False)
			out["blocks"].append((name, labels, self.body("}")))

	# ---- Expressions -----------------------------------------------------------------------------

	def expr(self, lines):
		a = self.binary(0, lines)
		if self.take("?", lines):
			b = self.expr(lines)
			self.need(":", lines)
			return ("cond", a, b, self.expr(lines))
		return a

	def binary(self, level, lines):
		if level == len(OPS):
			return self.unary(lines)
		a = self.binary(level + 1, lines)
		while True:
			self.space(lines)
			op = next((o for o in OPS[level] if self.s.startswith(o, self.at)), None)
			if not op:
				return a
			self.at += len(op)
			a = ("bin", op, a, self.binary(level + 1, lines))

	def unary(self, lines):
		self.space(lines)
		for op in "!-":
			if self.s.startswith(op, self.at):
				self.at += 1
				return ("un", op, self.unary(lines))
		return self.postfix(lines)

	def postfix(self, lines):
		e = self.primary(lines)
		while True:
			if self.s.startswith(".*", self.at) or self.s.startswith("[*]", self.at):
				self.at += 2 if self.s[self.at] == "." else 3
				e = ("splat", e)
			elif self.s.startswith(".", self.at):
				self.at += 1
				m = NUMBER.match(self.s, self.at)
				if m:
					self.at = m.end()
					e = ("index", e, ("num", m[0]))
				else:
					e = ("get", e, self.ident())
			elif self.s.startswith("[", self.at):
				self.at += 1
				e = ("index", e, self.expr(True))
				self.need("]", True)
			else:
				return e

	def primary(self, lines):
		self.space(lines)
		c = self.s[self.at:self.at + 1]
		if c == '"':
			return self.string()
		if c == "(":
			self.at += 1
			e = self.expr(True)
			self.need(")", True)
			return e
		if c == "[":
			self.at += 1
			if self.is_for():
				return self.whole_for("]")
			return ("list", self.items("]"))
		if c == "{":
			self.at += 1
			if self.is_for():
				return self.whole_for("}")
			return self.object()
		m = HEREDOC.match(self.s, self.at)
		if m:
			return self.heredoc(m)
		m = NUMBER.match(self.s, self.at)
		if m:
			self.at = m.end()
			return ("num", m[0])
		name = self.ident()
		if name in ("true", "false"):
			return ("bool", name == "true")
		if name == "null":
			return ("null",)
		if self.s.startswith("(", self.at):
			self.at += 1
			return ("call", name, self.items(")"))
		return ("var", name)

	def items(self, end):
		out = []
		while not self.take(end, True):
			out.append(self.expr(True))
			if not self.take(",", True):
				self.need(end, True)
				return out
		return out

	def object(self):
		out = []
		while not self.take("}", True):
			key = self.expr(False)
			if key[0] == "var":
				key = ("str", [key[1]])
			if not self.take("="):
				self.need(":")
			out.append((key, self.expr(False)))
			self.take(",")
		return ("obj", out)

	def is_for(self):
		self.space(True)
		return bool(re.compile(r"for\s").match(self.s, self.at))

	def whole_for(self, end):
		"""A for expression is kept as its text: nothing compares them but with themselves."""
		start, depth = self.at, 1
		pairs = {"[": 1, "{": 1, "(": 1, "]": -1, "}": -1, ")": -1}
		while depth:
			if self.at == len(self.s):
				self.fail(f"`{end}` is wanted")
			if self.s[self.at] == '"':
				self.string()
				continue
			depth += pairs.get(self.s[self.at], 0)
			self.at += 1
		return ("for", " ".join(self.s[start:self.at - 1].split()))

	def hole(self):
		self.at += 2
		if self.s.startswith("~", self.at):
			self.at += 1
		e = self.expr(True)
		self.take("~", True)
		self.need("}", True)
		return e

	def string(self):
		self.at += 1
		parts, text = [], ""
		while True:
			if self.at >= len(self.s) or self.s[self.at] == "\n":
				self.fail("a string has no end")
			c = self.s[self.at]
			if c == '"':
				self.at += 1
				break
			if c == "\\":
				e = self.s[self.at + 1]
				if e in "uU":
					n = 4 if e == "u" else 8
					text += chr(int(self.s[self.at + 2:self.at + 2 + n], 16))
					self.at += 2 + n
				elif e in ESCAPES:
					text += ESCAPES[e]
					self.at += 2
				else:
					self.fail("an unknown escape")
			elif self.s[self.at:self.at + 3] in ("$${", "%%{"):
				text += self.s[self.at + 1:self.at + 3]
				self.at += 3
			elif self.s.startswith("${", self.at):
				parts += [text] if text else []
				text = ""
				parts.append(self.hole())
			elif self.s.startswith("%{", self.at):
				self.fail("a template directive")
			else:
				text += c
				self.at += 1
		return ("str", parts + ([text] if text or not parts else []))

	def heredoc(self, m):
		self.at = m.end()
		lines = []
		while True:
			end = self.s.find("\n", self.at)
			if end < 0:
				self.fail("a heredoc has no end")
			line = self.s[self.at:end]
			if line.strip() == m[2]:
				self.at += len(line)
				break
			lines.append(line)
			self.at = end + 1
		if m[1]:
			indent = min((len(x) - len(x.lstrip()) for x in lines if x.strip()), default=0)
			lines = [x[indent:] for x in lines]
		return template("".join(x + "\n" for x in lines))


def template(text):
	"""The text of a heredoc: holes, and `$${` for `${`; nothing is escaped by backslashes."""
	parts, plain, at = [], "", 0
	while at < len(text):
		if text[at:at + 3] in ("$${", "%%{"):
			plain += text[at + 1:at + 3]
			at += 3
		elif text.startswith("${", at):
			inner = Reader(text)
			inner.at = at
			parts += [plain] if plain else []
			plain = ""
			parts.append(inner.hole())
			at = inner.at
		else:
			plain += text[at]
			at += 1
	return ("str", parts + ([plain] if plain or not parts else []))


def parse(text):
	return Reader(text).body(None)


def parse_folder(folder):
	"""All .tf files of a folder as one body."""
	out = {"attrs": {}, "blocks": []}
	for path in sorted(folder.glob("*.tf")):
		try:
			body = parse(path.read_text())
		except Bad as e:
			raise Bad(f"{path}: {e}") from None
		out["blocks"] += body["blocks"]
	return out


def blocks(body, name):
	return [(labels, inner) for kind, labels, inner in body["blocks"] if kind == name]
