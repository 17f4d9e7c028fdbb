# What a person does often, one command each; `make help` lists them. Everything runs on the Node that npm brings (node_modules/.bin).
SHELL := /bin/bash
BIN := $(CURDIR)/node_modules/.bin
export PATH := $(BIN):$(PATH)

INSTALLED := node_modules/.package-lock.json
BUILT := dist/.built
SOURCES := $(shell find apps libs tools -type f -not -name '*spec.ts' -not -name '*spec.tsx' 2>/dev/null) nest-cli.json rspack.config.mjs tsconfig.base.json tsconfig.json tsconfig.web.json \
	$(shell find docker/images -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help preflight install build start seed admin-user migrate bench test lint format types audit clean
.PHONY: backup backup-verify backup-newest backup-pull restore
.PHONY: containers-test clone-app ssh-target copy copy-caddy rollback status copy-backup-script install-backup-cron

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-20s %s\n", $$1, $$2 }'

preflight:
	@node tools/preflight.cjs

$(INSTALLED): package.json package-lock.json | preflight
	@echo "install    the packages of package-lock.json"
	@npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

install: $(INSTALLED) ## install the packages (done by the others when needed)

$(BUILT): $(INSTALLED) $(SOURCES)
	@echo "build      the APIs, the web apps and the tools into dist/"
	@node tools/build.mjs
	@node tools/release.mjs
	@touch $@

build: $(BUILT) ## build everything into dist/

start: preflight $(BUILT) ## start the product: database, board and admin console
	@$(BIN)/node dist/tools/start.js

seed: $(BUILT) ## fill the database with N varied listings: make seed N=100000
	@$(BIN)/node dist/tools/seed.js $(N)

admin-user: $(BUILT) ## make a console user or reset one: make admin-user NAME=alice ROLE=admin
	@$(BIN)/node dist/tools/admin-user.js "$(NAME)" "$(ROLE)"

migrate: $(BUILT) ## apply the migrations to the database of the settings
	@$(BIN)/node dist/tools/migrate.js

bench: preflight $(BUILT) ## measure against references: make bench, or less of it: make bench ONLY=search N=100000
	@nest build bench
	@$(BIN)/node dist/bench/run.js ONLY=$(ONLY) N=$(N)

backup: $(BUILT) ## take a backup of the database of the settings, into BACKUP_DIR
	@$(BIN)/node dist/tools/backup.js

backup-verify: $(BUILT) ## prove that the newest backup restores, or another: make backup-verify ID=17
	@$(BIN)/node dist/tools/backup-verify.js "$(ID)"

backup-newest: $(BUILT)
	@$(BIN)/node dist/tools/backup-newest.js

backup-pull: $(BUILT) ## fetch the newest verified backup over ssh: make backup-pull HOST=me@vps INTO=backups
	@$(BIN)/node dist/tools/backup-pull.js "$(HOST)" "$(INTO)" "$(REMOTE)"

restore: $(BUILT) ## restore a backup beside the live database: make restore FILE=… INTO=name
	@$(BIN)/node dist/tools/restore.js "$(FILE)" "$(INTO)"

test: preflight $(INSTALLED) ## every check: format, lint, types, unit, HTTP, browser, and containers where an engine answers
	@$(BIN)/node tools/test.mjs $(ONLY)

lint: $(INSTALLED) ## lint, including who may import whom
	@oxlint --type-aware

types: $(INSTALLED) ## check the types
	@tsc -p tsconfig.json && tsc -p tsconfig.web.json

format: $(INSTALLED) ## write every file in the one format
	@prettier --write --log-level warn .

audit: $(INSTALLED) ## known weaknesses of what is shipped
	@npm audit --omit=dev

containers-test: preflight $(BUILT) ## bring production up in containers, with Caddy and the database, and test it
	@$(BIN)/node tools/test.mjs containers

clone-app: $(INSTALLED) ## a renamed copy to start from: make clone-app DST=../yournewapp NAME=yournewapp
	@$(BIN)/node tools/clone-app.mjs "$(DST)" "$(NAME)"

# The VPS, as ssh knows it: make copy VPS=deploy@board.example.com (or export VPS). Its folder; in docs/deploy.md.
ROOT := /opt/initialsdb
CADDY_ROOT := /opt/caddy
SSH ?= ssh
export SSH

ssh-target:
	@[ -n "$(VPS)" ] || { echo "Say where: make $(MAKECMDGOALS) VPS=deploy@board.example.com"; exit 1; }

copy: ssh-target $(BUILT) ## send this release to the VPS; the one before stays there
	@docker/prod/copy.sh "$(VPS)" $(ROOT)

copy-caddy: ssh-target ## send Caddy's folder to the VPS; if it is there, this app's site alone
	@docker/caddy/copy.sh "$(VPS)" $(CADDY_ROOT)

rollback: ssh-target ## take the VPS back to the release before, and start that
	@$(SSH) "$(VPS)" bash -s -- rollback $(ROOT) <docker/prod/release.sh

status: ssh-target ## how is the VPS: containers, health, disk, newest verified backup
	@$(SSH) "$(VPS)" make --no-print-directory --silent -C $(ROOT)/current/docker/prod status

copy-backup-script: ssh-target ## put the script for the host's cron on the VPS
	@$(SSH) "$(VPS)" 'cat >$(ROOT)/.backup.sh && chmod 755 $(ROOT)/.backup.sh && mv $(ROOT)/.backup.sh $(ROOT)/backup.sh' <docker/prod/backup.sh

AT ?= 30 3 * * *
install-backup-cron: copy-backup-script ## let the host's cron take a backup, at AT="30 3 * * *" in the VPS's time
	@$(SSH) "$(VPS)" '(crontab -l 2>/dev/null | grep -vF $(ROOT)/backup.sh; echo "$(AT) $(ROOT)/backup.sh") | crontab -'
	@echo "At '$(AT)' the VPS runs $(ROOT)/backup.sh"

clean: ## remove what was built; data in .data stays
	@rm -rf dist
