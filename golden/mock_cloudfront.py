"""A store of CloudFront's distributions, functions and origin access controls, which gives back what it was
given: moto has no functions, and leaves out of distributions what it does not know. For golden/mock.py.
"""
import base64
import re
import uuid
import xml.etree.ElementTree as xml

A = "123456789012"
WHEN = "2020-01-01T00:00:00Z"
kept = {}  # (folder, id): {"config": XML, ...}
tags = {}  # ARN: [(key, value)]
# Folder: what one is called and what of it is written, and what lists of them are called.
NAMES = {"distribution": ("Distribution", "DistributionConfig"), "origin-access-control": ("OriginAccessControl", "OriginAccessControlConfig"), "function": ("Function", "FunctionConfig")}
# What CloudFront says of a distribution that does not.
DEFAULTS = """
	<DistributionConfig>
		<Aliases><Quantity>0</Quantity></Aliases><OriginGroups><Quantity>0</Quantity></OriginGroups><CacheBehaviors><Quantity>0</Quantity></CacheBehaviors>
		<CustomErrorResponses><Quantity>0</Quantity></CustomErrorResponses><Comment/><PriceClass>PriceClass_All</PriceClass><HttpVersion>http2</HttpVersion>
		<WebACLId/><DefaultRootObject/><Staging>false</Staging><ContinuousDeploymentPolicyId/>
		<Logging><Enabled>false</Enabled><IncludeCookies>false</IncludeCookies><Bucket/><Prefix/></Logging>
		<DefaultCacheBehavior><SmoothStreaming>false</SmoothStreaming><FieldLevelEncryptionId/><LambdaFunctionAssociations><Quantity>0</Quantity></LambdaFunctionAssociations>
			<FunctionAssociations><Quantity>0</Quantity></FunctionAssociations><TrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></TrustedSigners>
			<TrustedKeyGroups><Enabled>false</Enabled><Quantity>0</Quantity></TrustedKeyGroups><GrpcConfig><Enabled>false</Enabled></GrpcConfig></DefaultCacheBehavior>
	</DistributionConfig>"""
ORIGIN = """<Origin><OriginPath/><CustomHeaders><Quantity>0</Quantity></CustomHeaders><ConnectionAttempts>3</ConnectionAttempts><ConnectionTimeout>10</ConnectionTimeout>
	<OriginShield><Enabled>false</Enabled></OriginShield></Origin>"""


def filled(tree, defaults):
	"""With what is not there."""
	for d in defaults:
		there = tree.find(d.tag)
		if there is None:
			tree.append(d)
		elif len(d) and d.find("Quantity") is None:
			filled(there, d)
	return tree


def read(environ):
	text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
	tree = xml.fromstring(text) if text else None
	for node in tree.iter() if tree is not None else ():
		node.tag = node.tag.rpartition("}")[2]
	return tree


def texts(tag, **said):
	out = xml.Element(tag)
	for k, v in said.items():
		if isinstance(v, xml.Element):
			out.append(v)
		else:
			xml.SubElement(out, k).text = v
	return out


def tagged(tree):
	return [(t.findtext("Key"), t.findtext("Value")) for t in tree.iter("Tag")]


def arn_of(folder, i):
	return f"arn:aws:cloudfront::{A}:{folder}/{i}"


def whole(folder, i):
	"""One as the calls give it."""
	config = kept[folder, i]["config"]
	if folder == "function":
		return texts("FunctionSummary", Name=i, Status="UNASSOCIATED", config=config, meta=texts("FunctionMetadata", FunctionARN=arn_of(folder, i), Stage="LIVE", CreatedTime=WHEN, LastModifiedTime=WHEN))
	if folder == "origin-access-control":
		return texts("OriginAccessControl", Id=i, config=config)
	return texts("Distribution", Id=i, ARN=arn_of(folder, i), Status="Deployed", LastModifiedTime=WHEN, InProgressInvalidationBatches="0", DomainName=f"{i.lower()}.cloudfront.net", config=config)


def listed(folder):
	"""Only what a client needs to ask for each."""
	one = NAMES[folder][0]
	items = xml.Element("Items")
	for of, i in kept:
		if of == folder:
			items.append(whole(of, i) if folder == "function" else texts(f"{one}Summary", Id=i, **({"ARN": arn_of(of, i), "DomainName": f"{i.lower()}.cloudfront.net"} if folder == "distribution" else {})))
	return texts(f"{one}List", Marker="", MaxItems="100", IsTruncated="false", Quantity=str(len(items)), items=items)


def write(folder, i, given):
	"""What is kept of one that is made or changed."""
	config = given if given.tag == NAMES[folder][1] else given.find(NAMES[folder][1])
	if folder == "distribution":
		filled(config, xml.fromstring(DEFAULTS))
		if config.findtext("ViewerCertificate/CloudFrontDefaultCertificate") == "true":
			filled(config, xml.fromstring("<A><ViewerCertificate><MinimumProtocolVersion>TLSv1</MinimumProtocolVersion></ViewerCertificate></A>"))
		for origin in config.iter("Origin"):
			filled(origin, xml.fromstring(ORIGIN))
	kept[folder, i] = {"config": config, "code": base64.b64decode(given.findtext("FunctionCode") or "")}


def call(method, folder, i, part, query, given):
	"""(status, what is said: XML, bytes or None)"""
	if folder == "tagging":
		of = re.search(r"Resource=([^&]*)", query)[1].replace("%3A", ":").replace("%2F", "/")
		if method == "GET":
			items = xml.Element("Items")
			items.extend(texts("Tag", Key=k, Value=v) for k, v in tags.get(of, []))
			return 200, texts("Tags", items=items)
		if "Operation=Tag" in query:
			tags[of] = list({**dict(tags.get(of, [])), **dict(tagged(given))}.items())
		return 204, None
	if method == "GET" and not i:
		return 200, listed(folder)
	if method == "POST" and not i:
		i = given.findtext("Name") if folder == "function" else f"E{uuid.uuid4().hex[:13].upper()}"
		write(folder, i, given)
		tags[arn_of(folder, i)] = tagged(given)
		return 201, whole(folder, i)
	if (folder, i) not in kept:
		return 404, texts("ErrorResponse", error=texts("Error", Type="Sender", Code="NoSuchFunctionExists" if folder == "function" else f"NoSuch{NAMES[folder][0]}", Message="none"), RequestId="1")
	if method == "DELETE":
		del kept[folder, i]
		return 204, None
	if method == "PUT":
		write(folder, i, given)
	if folder == "function" and method == "GET" and not part:
		return 200, kept[folder, i]["code"]
	return 200, kept[folder, i]["config"] if part == "config" and method == "GET" else whole(folder, i)


def answer(environ, start):
	"""None, when the call is not CloudFront's."""
	m = re.fullmatch(r"/2020-05-31/(tagging|distribution|origin-access-control|function)(?:/([^/]+))?(?:/(config|describe|publish))?", environ["PATH_INFO"])
	if not m:
		return None
	status, said = call(environ["REQUEST_METHOD"], *m.groups(), environ["QUERY_STRING"], read(environ))
	body = said if isinstance(said, bytes) else b"" if said is None else xml.tostring(said)
	start(f"{status} said", [("Content-Type", "application/octet-stream" if isinstance(said, bytes) else "text/xml"), ("ETag", "E1"), ("Content-Length", str(len(body)))])
	return [body]


# ---- The words of templates ---------------------------------------------------------------------------

def many(v):
	return {"Quantity": len(v), "Items": v}


def behavior(p):
	out = {k: v for k, v in p.items() if k not in ("AllowedMethods", "CachedMethods", "FunctionAssociations")}
	if "AllowedMethods" in p:
		out["AllowedMethods"] = {**many(p["AllowedMethods"]), "CachedMethods": many(p.get("CachedMethods", ["GET", "HEAD"]))}
	if "FunctionAssociations" in p:
		out["FunctionAssociations"] = many(p["FunctionAssociations"])
	return out


def distribution(p):
	words = {"IPV6Enabled": "IsIPV6Enabled", "AcmCertificateArn": "ACMCertificateArn", "SslSupportMethod": "SSLSupportMethod"}
	config = {words.get(k, k): v for k, v in p["DistributionConfig"].items()}
	for name in ("Aliases", "Origins", "CustomErrorResponses", "CacheBehaviors"):
		if name in config:
			config[name] = many(config[name])
	for e in config.get("CustomErrorResponses", {}).get("Items", []):
		e["ResponseCode"] = str(e["ResponseCode"])
	config["DefaultCacheBehavior"] = behavior(config["DefaultCacheBehavior"])
	if "CacheBehaviors" in config:
		config["CacheBehaviors"]["Items"] = [behavior(b) for b in config["CacheBehaviors"]["Items"]]
	if "ViewerCertificate" in config:
		config["ViewerCertificate"] = {words.get(k, k): v for k, v in config["ViewerCertificate"].items()}
	if "Restrictions" in config:
		geo = config["Restrictions"]["GeoRestriction"]
		config["Restrictions"] = {"GeoRestriction": {"RestrictionType": geo["RestrictionType"], **many(geo.get("Locations", []))}}
	return {"DistributionConfigWithTags": {"DistributionConfig": {"CallerReference": uuid.uuid4().hex, "Comment": "", **config}, "Tags": {"Items": p.get("Tags", [])}}}


TYPES = {
	"AWS::CloudFront::Distribution": ("cloudfront", "create_distribution_with_tags", distribution, ".Distribution.Id", {"Id": ".Distribution.Id", "DomainName": ".Distribution.DomainName"},
		"delete_distribution", {"Id": ""}),
	"AWS::CloudFront::Function": ("cloudfront", "create_function", lambda p: {"Name": p["Name"], "FunctionConfig": p["FunctionConfig"], "FunctionCode": p["FunctionCode"].encode()},
		".FunctionSummary.FunctionMetadata.FunctionARN", {"FunctionARN": ".FunctionSummary.FunctionMetadata.FunctionARN", "FunctionMetadata.FunctionARN": ".FunctionSummary.FunctionMetadata.FunctionARN"},
		"delete_function", {"Name": "Name", "IfMatch": ""}),
	"AWS::CloudFront::OriginAccessControl": ("cloudfront", "create_origin_access_control", dict, ".OriginAccessControl.Id", {"Id": ".OriginAccessControl.Id"}, "delete_origin_access_control", {"Id": ""}),
}
