# The endpoint over a store that is mounted:
#   docker build -t trialkg . && docker run -p 7879:7879 -v "$PWD/trialkg-store:/store:ro" trialkg
FROM python:3.13-slim-bookworm AS installed
WORKDIR /source
COPY . .
RUN python -m venv /opt/trialkg && /opt/trialkg/bin/pip install --no-cache-dir '.[serve]'

FROM python:3.13-slim-bookworm
COPY --from=installed /opt/trialkg /opt/trialkg
RUN useradd --system --uid 10001 trialkg
USER 10001
ENV PATH="/opt/trialkg/bin:$PATH" TRIALKG_STORE=/store
EXPOSE 7879
HEALTHCHECK --start-period=30s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7879/health', timeout=10)"]
ENTRYPOINT ["trialkg"]
CMD ["serve", "--host", "0.0.0.0"]
