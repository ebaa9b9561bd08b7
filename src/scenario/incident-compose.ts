/** The embedded default: the incident's recipe. test/scenarios/discourse.compose.yml is the same, byte for byte. */
export const INCIDENT_COMPOSE = `---
# The service of the incident: start-first, automatic rollback, a boot that needs far more memory than the rest of its life.
version: "3.8"

x-environment: &discourse-environment
  DISCOURSE_HOST: \${DOMAIN}
  DISCOURSE_DATABASE_HOST: db
  DISCOURSE_DATABASE_NAME: discourse
  DISCOURSE_DATABASE_USER: discourse
  DISCOURSE_DATABASE_PASSWORD_FILE: /run/secrets/db_password
  DISCOURSE_REDIS_HOST: redis
  DISCOURSE_SMTP_HOST: \${SMTP_HOST:-}

services:
  app:
    image: bitnami/discourse:3.5.0
    networks:
      - proxy
      - internal
    volumes:
      - discourse_data:/bitnami/discourse
    secrets:
      - db_password
    environment: *discourse-environment
    deploy:
      update_config:
        failure_action: rollback
        order: start-first
        monitor: 5s
      rollback_config:
        order: start-first
      labels:
        - "traefik.enable=true"
        - "traefik.docker.network=proxy"
        - "traefik.http.services.\${STACK_NAME}.loadbalancer.server.port=3000"
        - "traefik.http.routers.\${STACK_NAME}.rule=Host(\`\${DOMAIN}\`\${EXTRA_DOMAINS:-})"
        - "traefik.http.routers.\${STACK_NAME}.entrypoints=web-secure"
        - "traefik.http.routers.\${STACK_NAME}.tls.certresolver=\${LETS_ENCRYPT_ENV:-production}"
        - "coop-cloud.\${STACK_NAME}.version=0.9.0+3.5.0"
        - "coop-cloud.\${STACK_NAME}.chaos-version=eb96de94+U"
        - "coop-cloud.\${STACK_NAME}.timeout=\${TIMEOUT:-600}"
    # What a compose file does not say. A host of 4 GB; the precompile starts with the container and takes 1900 MB.
    # Old at rest and new booting fit beside a light load (1200 + 1900 + 800), not beside a heavy one (1200 + 1900 + 1400).
    # One booting task alone fits beside any load (1900 + 1400), so stop-first never runs out.
    # The stack's other services did not change with the incident's commit: they are part of the load.
    x-sim:
      stack: disc-ae10f0
      beside: none
      host:
        memory: 4G
        load: 800M..1400M
        load_changes: 1
      memory:
        boot: 1900M
        rest: 1200M
      boot: 20s..60s
      stop: 1s..8s

  sidekiq:
    image: bitnami/discourse:3.5.0
    command: /opt/bitnami/scripts/discourse-sidekiq/run.sh
    networks:
      - internal
    volumes:
      - discourse_data:/bitnami/discourse
    secrets:
      - db_password
    environment: *discourse-environment

  db:
    image: postgres:13.18
    networks:
      - internal
    volumes:
      - postgresql_data:/var/lib/postgresql/data
    secrets:
      - db_password
    environment:
      POSTGRES_DB: discourse
      POSTGRES_USER: discourse
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password

  redis:
    image: redis:7.4-alpine
    networks:
      - internal
    volumes:
      - redis_data:/data

networks:
  proxy:
    external: true
  internal:

volumes:
  discourse_data:
  postgresql_data:
  redis_data:

secrets:
  db_password:
    external: true
    name: \${STACK_NAME}_db_password_\${SECRET_DB_PASSWORD_VERSION:-v1}
`;
