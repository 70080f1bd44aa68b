# collate in a container: `docker build -t collate .`, then, in a folder with witnesses:
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD":/work collate report witnesses/WORK -o reports/WORK
# To serve: `docker build --target serve -t collate-serve .`, then
#   docker run --rm -p 127.0.0.1:7369:7369 collate-serve
# The kernel is compiled in the first stage; the second has Python and the package only.
FROM python:3.12-slim AS build
RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends gcc libc6-dev
COPY . /source
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels /source

FROM python:3.12-slim AS serve
RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends graphviz
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir "$(echo /wheels/textcollate-*.whl)[serve]" --find-links /wheels \
    && useradd --create-home collate
USER collate
WORKDIR /home/collate
EXPOSE 7369
HEALTHCHECK CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:7369/health', timeout=3)"
ENTRYPOINT ["collate", "serve", "--host", "0.0.0.0"]

FROM python:3.12-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir /wheels/*.whl && useradd --create-home collate
USER collate
WORKDIR /work
ENTRYPOINT ["collate"]
CMD ["--help"]
