#!/bin/sh
# Pushes image box to its repository, and leaves its URI, pinned by digest, in the file `uri`.
# Needs docker, the AWS CLI and the repository.
set -eu
cd "$(dirname "$0")"
aws=${AWS:-aws}
repository="box"
tag=d47cbc2d13d82648fa449dd6a8fdfd73
uri=$($aws ecr describe-repositories --repository-names "$repository" --query 'repositories[0].repositoryUri' --output text)
digest() {
	$aws ecr describe-images --repository-name "$repository" --image-ids "imageTag=$tag" --query 'imageDetails[0].imageDigest' --output text
}
if ! digest >/dev/null 2>&1; then
	docker image inspect "local/box:$tag" >/dev/null 2>&1 || ./build.sh
	$aws ecr get-login-password | docker login --username AWS --password-stdin "${uri%%/*}"
	docker tag "local/box:$tag" "$uri:$tag"
	docker push "$uri:$tag"
fi
is=$(digest)
echo "$uri@$is" >uri.new
mv uri.new uri
