# Slim, non-root, fit for a read-only file system: only /var/lib/wraparound is written to.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    WRAPAROUND_VAR_DIR=/var/lib/wraparound \
    WRAPAROUND_INDEX_PATH=/var/lib/wraparound/listings.sqlite

RUN useradd --system --uid 10001 --home-dir /var/lib/wraparound --create-home wraparound

WORKDIR /srv/wraparound
COPY requirements requirements
RUN pip install --require-hashes --only-binary :all: -r requirements/build.txt \
 && pip install --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY directory directory
COPY matching matching
COPY importers importers
COPY referrals referrals
COPY api api
COPY data data
RUN pip install --no-deps --no-build-isolation --editable . \
 && python -m compileall -q directory matching importers referrals api

USER wraparound
VOLUME ["/var/lib/wraparound"]
EXPOSE 8000
CMD ["wraparound", "serve", "--host", "0.0.0.0", "--port", "8000"]
