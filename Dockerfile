# collate in a container: `docker build -t collate .`, then, in a folder with witnesses:
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD":/work collate report witnesses/WORK -o reports/WORK
# The kernel is compiled in the first stage; the second has Python and the package only.
FROM python:3.12-slim AS build
RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends gcc libc6-dev
COPY . /source
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels /source

FROM python:3.12-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir /wheels/*.whl && useradd --create-home collate
USER collate
WORKDIR /work
ENTRYPOINT ["collate"]
CMD ["--help"]
