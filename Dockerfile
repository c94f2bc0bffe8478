# topc in an image: docker build -t topc:0.1.0 . && docker run --rm -v "$PWD:/src" topc:0.1.0 check .
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
        gcc make pkg-config binutils libc6-dev libyaml-dev libjansson-dev libpcre2-dev libgit2-dev \
        libarchive-dev nettle-dev libutf8proc-dev
COPY . /topc
RUN make -C /topc B=/tmp/build WERROR= -j"$(nproc)" && make -C /topc B=/tmp/build DESTDIR=/out PREFIX=/usr install

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
        libyaml-0-2 libjansson4 libpcre2-8-0 libgit2-1.5 libarchive13 libnettle8 libutf8proc2 \
        && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/usr /usr
USER nobody
WORKDIR /src
ENTRYPOINT ["topc"]
CMD ["help"]
