#!/bin/sh
# Pushes image Ima2f9e6 to its repository, and leaves its URI, pinned by digest, in the file `uri`.
# Needs docker, the AWS CLI and the repository.
set -eu
cd "$(dirname "$0")"
aws=${AWS:-aws}
repository="im-bob"
tag=1a80bd65660d91366566620e9a46bf3d
uri=$($aws ecr describe-repositories --repository-names "$repository" --query 'repositories[0].repositoryUri' --output text)
digest() {
	$aws ecr describe-images --repository-name "$repository" --image-ids "imageTag=$tag" --query 'imageDetails[0].imageDigest' --output text
}
if ! digest >/dev/null 2>&1; then
	docker image inspect "Ima2f9e6:$tag" >/dev/null 2>&1 || ./build.sh
	$aws ecr get-login-password | docker login --username AWS --password-stdin "${uri%%/*}"
	docker tag "Ima2f9e6:$tag" "$uri:$tag"
	docker push "$uri:$tag"
fi
is=$(digest)
echo "$uri@$is" >uri.new
mv uri.new uri
